from django.contrib.auth import views as auth
from django.urls import URLPattern, path, reverse_lazy

from claims.choices import Verb
from claims.views import (
    accounts,
    articles,
    claims,
    imports,
    negotiation,
    pages,
    queue,
    sign_off,
    sources,
    workbench,
)
from claims.workflow import TRANSITIONS


def _slug(verb: Verb) -> str:
    return verb.value.replace("_", "-")


STEPS: list[URLPattern] = [
    path(
        f"claims/<int:pk>/{_slug(verb)}/", claims.step, {"verb": verb}, name=f"claim-{_slug(verb)}"
    )
    for verb in TRANSITIONS
    if verb is not Verb.ASSIGN  # Opened before it is sent.
]

BULK: list[URLPattern] = [
    path(f"claims/{_slug(verb)}/", queue.bulk, {"verb": verb}, name=f"claims-{_slug(verb)}")
    for verb in (Verb.TAKE, Verb.ASSIGN)
]

PASSAGES: list[URLPattern] = [
    path(f"passages/<int:pk>/{act}/", claims.step_passage, {"act": act}, name=f"passage-{act}")
    for act in claims.PASSAGE_ACTS
]

CORRECTIONS: list[URLPattern] = [
    path(f"corrections/<int:pk>/{act}/", negotiation.settle, {"act": act}, name=f"correction-{act}")
    for act in negotiation.ACTS
]

ACCOUNTS: list[URLPattern] = [
    path("accounts/", accounts.account, name="account"),
    path("accounts/login/", accounts.SignIn.as_view(), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path(
        "accounts/password/",
        auth.PasswordChangeView.as_view(
            template_name="accounts/password.html", success_url=reverse_lazy("account")
        ),
        name="password",
    ),
]

urlpatterns = [
    path("", pages.desk, name="desk"),
    path("go/", pages.go, name="go"),
    path("articles/", pages.articles, name="articles"),
    path("articles/new/", imports.new, name="article-new"),
    path("imports/<int:pk>/", imports.show, name="import"),
    path("imports/<int:pk>/finish/", imports.finish, name="import-finish"),
    path("imports/<int:pk>/retry/", imports.retry, name="import-retry"),
    path("articles/<int:pk>/", workbench.article, name="article"),
    path("articles/<int:pk>/amend/", articles.amend, name="article-amend"),
    path("articles/<int:pk>/claims/", workbench.make_claim, name="article-make-claim"),
    path("articles/<int:pk>/passages/", workbench.place_claim, name="article-place-claim"),
    path("articles/<int:pk>/revisions/", articles.revisions, name="article-revisions"),
    path("articles/<int:pk>/revisions/new/", articles.new_revision, name="revision-new"),
    path("articles/<int:pk>/revisions/import/", imports.new_for_revision, name="revision-import"),
    path("articles/<int:pk>/revisions/<int:at>/", articles.revision, name="revision"),
    path("articles/<int:pk>/queries/", negotiation.queries, name="article-queries"),
    path("articles/<int:pk>/queries/ask/", negotiation.ask, name="article-ask"),
    path("queries/<int:pk>/answer/", negotiation.answer, name="query-answer"),
    path("articles/<int:pk>/corrections/", negotiation.corrections, name="article-corrections"),
    path("articles/<int:pk>/corrections/suggest/", negotiation.suggest, name="article-suggest"),
    path("articles/<int:pk>/corrections/apply/", negotiation.apply, name="article-apply"),
    *CORRECTIONS,
    path("articles/<int:pk>/quotations/", articles.quotations, name="article-quotations"),
    path("articles/<int:pk>/packet/", sign_off.ask_packet, name="article-packet"),
    path("packets/<int:pk>/", sign_off.packet, name="packet"),
    path("packets/<int:pk>/file/", sign_off.packet_file, name="packet-file"),
    path("articles/<int:pk>/clear/", workbench.clear, name="article-clear"),
    path("articles/<int:pk>/revoke-clearance/", workbench.revoke, name="article-revoke-clearance"),
    path("articles/<int:pk>/clear-run/", workbench.clear_run, name="article-clear-run"),
    path(
        "articles/<int:pk>/revoke-clearances/",
        workbench.revoke_run,
        name="article-revoke-clearances",
    ),
    path("articles/<int:pk>/sign-off/", sign_off.show, name="article-sign-off"),
    path("articles/<int:pk>/sign-off/rule/", sign_off.rule, name="article-rule"),
    path("articles/<int:pk>/sign-off/sign/", sign_off.sign, name="article-sign"),
    path("articles/<int:pk>/sign-off/withdraw/", sign_off.withdraw, name="article-withdraw"),
    path("articles/<int:pk>/publish/", sign_off.publish, name="article-publish"),
    path("articles/<int:pk>/unpublish/", sign_off.unpublish, name="article-unpublish"),
    path("articles/<int:pk>/propose/", workbench.propose, name="article-propose"),
    path("articles/<int:pk>/proposing/", workbench.proposing, name="article-proposing"),
    path(
        "articles/<int:pk>/accept-proposals/", workbench.accept_all, name="article-accept-proposals"
    ),
    path(
        "articles/<int:pk>/undo-proposals/",
        workbench.undo_accept_all,
        name="article-undo-proposals",
    ),
    path("claims/", queue.claims, name="claims"),
    *BULK,
    path("claims/<int:pk>/", claims.claim, name="claim"),
    *STEPS,
    path("claims/<int:pk>/assign/", claims.assign, name="claim-assign"),
    path("events/<int:pk>/wording/", claims.wording, name="event-wording"),
    path("claims/<int:pk>/undo/", claims.undo, name="claim-undo"),
    path("claims/<int:pk>/amend/", claims.amend, name="claim-amend"),
    path("claims/<int:pk>/accept-as-said/", claims.accept_as_said, name="claim-accept-as-said"),
    path("claims/<int:pk>/merge/", claims.merge, name="claim-merge"),
    path("claims/<int:pk>/evidence/", claims.add_evidence, name="claim-add-evidence"),
    path("evidence/<int:pk>/remove/", claims.remove_evidence, name="evidence-remove"),
    *PASSAGES,
    path("passages/<int:pk>/place/", claims.place_lost, name="passage-place"),
    path("sources/", sources.sources, name="sources"),
    path("sources/new/", sources.new, name="source-new"),
    path("sources/known/", sources.known, name="source-known"),
    path("sources/titles/", sources.titles, name="source-titles"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/amend/", sources.amend, name="source-amend"),
    path("sources/<int:pk>/disclose/", sources.disclose, name="source-disclose"),
    path("sources/<int:pk>/access/", sources.grant_access, name="source-access"),
    path(
        "sources/<int:pk>/access/<int:access>/revoke/",
        sources.revoke_access,
        name="source-access-revoke",
    ),
    path("sources/<int:pk>/capture/", sources.capture, name="source-capture"),
    path("sources/<int:pk>/capturing/", sources.capturing, name="source-capturing"),
    path("sources/<int:pk>/snapshots/new/", sources.add_snapshot, name="source-add-snapshot"),
    path("snapshots/<int:pk>/", sources.snapshot, name="snapshot"),
    path("snapshots/<int:pk>/file/", sources.snapshot_file, name="snapshot-file"),
    path("snapshots/<int:pk>/archive/", sources.archive_snapshot, name="snapshot-archive"),
    path("claimants/", pages.claimants, name="claimants"),
    path("articles/names/", pages.article_names, name="headlines"),
    path("articles/outlets/", pages.outlet_names, name="outlets"),
    path("claimants/names/", pages.claimant_names, name="claimant-names"),
    path("claimants/<int:pk>/", pages.claimant, name="claimant"),
    path("healthz", pages.healthz, name="healthz"),
    *ACCOUNTS,
]
