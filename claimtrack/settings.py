"""One file for every desk: what differs between them comes from the environment."""

from pathlib import Path

from django.utils.csp import CSP

from claimtrack import environment
from claimtrack.postgres.place import database_settings

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(BASE_DIR / "var" / "secret-key")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "claims",
    "claims.admin_site.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "claimtrack.middleware.name_request",
    # Above the static files too, which a demo keeps uncompressed. Against guessing a page by its
    # compressed length (BREACH), each answer has a header of random length; tokens are masked.
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "claimtrack.middleware.refuse_unstorable",
    "claimtrack.middleware.refuse_too_large",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "claimtrack.urls"
WSGI_APPLICATION = "claimtrack.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "claims.forms.rendering.FieldRenderer"

DATABASE_URL = environment.text("DATABASE_URL")
# Compiling a query costs these pages more than running it, hence no JIT. What an index leads to is
# read from memory or a solid-state disk: the default cost of that is a spinning disk's.
POOL: dict[str, object] = {
    "pool": {"min_size": 1, "max_size": 8, "timeout": 5},  # Seconds until a page says so.
    "options": "-c jit=off -c random_page_cost=1.1",
}
DATABASES = {
    "default": (
        environment.postgres_database(DATABASE_URL, POOL)
        if DATABASE_URL
        else {**database_settings(BASE_DIR), "OPTIONS": POOL}
    )
}
# A pooled connection is looked at before use: the database may have been restarted since.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "claims.User"
AUTHENTICATION_BACKENDS = ["claims.authentication.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "en-gb"
USE_I18N = False  # One language: each number on a page would ask again which.
TIME_ZONE = environment.text("TIME_ZONE", "UTC")  # Of what is shown and typed; UTC is stored.
USE_TZ = True
FORMAT_MODULE_PATH = ["claimtrack.formats"]

STATIC_URL = "static/"
# A desk in production collects its files once and serves them under names that never change
# their content; without STATIC_ROOT they are served from where they lie.
STATIC_ROOT = environment.text("STATIC_ROOT") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
STORAGES = {
    # The bytes of sources as they were captured. A desk may keep them in object storage: another
    # class of Django's storages, and its options in JSON.
    "snapshots": {
        "BACKEND": environment.text(
            "SNAPSHOT_STORAGE", "django.core.files.storage.FileSystemStorage"
        ),
        "OPTIONS": environment.json_object(
            "SNAPSHOT_STORAGE_OPTIONS",
            {"location": str(BASE_DIR / "var" / "snapshots"), "file_permissions_mode": 0o600},
        ),
    },
    "staticfiles": {
        "BACKEND": (
            "claimtrack.storage.HashedStaticFilesStorage"
            if STATIC_ROOT
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

# To stderr, in the demo as in production: claimtrack/logs.py has what a line says. What a person
# may meet every day (404, 409, 422) is not logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "claimtrack.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"

# TLS usually ends at a proxy in front of the app; HTTPS says that it does.
HTTPS = environment.flag("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 14 * 24 * 3600

# The function that finds claims in a text; claims/proposer says what it gives.
PROPOSER = environment.text("PROPOSER", "claims.proposer.propose")

# Long work waits in the database for `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# For tests alone: lets an import reach a server on this machine.
IMPORT_ALLOWS_LOOPBACK = False

# An article of half a million characters in any script fits, each of up to nine bytes in the
# encoding of forms and some of twelve; more gets 413.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# A file of 10 MB fits in a form.
REQUEST_MAX_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
