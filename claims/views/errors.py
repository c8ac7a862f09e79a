from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400; a body over DATA_UPLOAD_MAX_MEMORY_SIZE gets its own code, 413."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, which asks the database nothing: it may be what failed."""
    context = {"request_id": request.META["REQUEST_ID"]}
    return HttpResponse(render_to_string("500.html", context), status=500)
