import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.forms.queue import AccountForm
from claims.text.passages import digest_of
from claims.views.responses import SignedInRequest, form_page, posted

logger = logging.getLogger(__name__)

# Wrong passwords in a row, for one name from one address, and how long the next must wait.
TRIES, PAUSE_SECONDS = 10, 300


class SignIn(LoginView):
    """Django's own, which does not tire of wrong passwords: 429 after too many."""

    template_name = "accounts/login.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if cache.get(self._key, 0) < TRIES:
            return super().post(request, *args, **kwargs)
        logger.warning("Sign-in refused: too many wrong passwords.")
        typed = self.get_form_class()(initial={"username": request.POST.get("username", "")})
        context = self.get_context_data(form=typed, minutes=PAUSE_SECONDS // 60)
        return self.render_to_response(context, status=429)

    def form_valid(self, form: Any) -> HttpResponse:
        cache.delete(self._key)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        cache.set(self._key, cache.get(self._key, 0) + 1, PAUSE_SECONDS)
        logger.warning("Sign-in refused: wrong name or password.")
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    @property
    def _key(self) -> str:
        who = f"{self.request.META['REMOTE_ADDR']} {self.request.POST.get('username', '')}"
        return f"sign-in:{digest_of(who)}"


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    user = request.user
    now = {name: getattr(user, name) for name in AccountForm.base_fields}
    form = AccountForm(posted(request), initial=now)

    def write() -> None:
        for name, value in form.cleaned_data.items():
            setattr(user, name, value)
        user.save(update_fields=form.cleaned_data.keys())
        messages.success(request, "Saved.")

    def show(status: int) -> HttpResponse:
        return render(request, "accounts/account.html", {"form": form}, status=status)

    return form_page(request, form, write, show, lambda _: redirect("account"))
