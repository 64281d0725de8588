"""All settings. Every value that differs between machines is an environment variable with a safe default."""

import hashlib
from datetime import datetime
from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- What kind of run this is ------------------------------------------------------------------
# PRODUCTION is the default; `make demo` and `make test` say otherwise themselves.
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # sign-in buttons without a password: never in production
TESTING = env.bool("TESTING", default=False)
PRODUCTION = not (DEBUG or DEMO or TESTING)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("Sätt miljövariabeln SECRET_KEY till minst 50 slumpade tecken.")
    SECRET_KEY = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
if DEMO and not SITE_URL.startswith(("http://localhost", "http://127.0.0.1")):
    raise ImproperlyConfigured(
        "DEMO ger inloggning utan lösenord och går bara att slå på när SITE_URL är localhost."
    )
ORGANISATION_NAME = env.str("ORGANISATION_NAME", default="Kommunen")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="prioinitiativ@localhost")

# --- The parts ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "prioinit.apps.PrioinitConfig",
    "roles.apps.RolesConfig",
    "initiatives.apps.InitiativesConfig",
    "checkpoints.apps.CheckpointsConfig",
    "programme.apps.ProgrammeConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "prioinit.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "prioinit.middleware.DatabaseDownMiddleware",
    "prioinit.middleware.HtmxLoginMiddleware",
    "prioinit.middleware.RefusalMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "prioinit.middleware.PersonMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "initiatives.middleware.DraftMiddleware",
]

ROOT_URLCONF = "prioinit.urls"
WSGI_APPLICATION = "prioinit.wsgi.application"

_loaders = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
if not DEBUG:
    _loaders = [("django.template.loaders.cached.Loader", _loaders)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", _loaders)],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "prioinit.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "prioinit.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database ----------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default="postgresql:///prioinitiativ")}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5
# PostgreSQL would compile our largest queries for a second to run them for half of one.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Only allauth's rate limits use the default cache; in the database they hold across processes
# and need no broker. Guests are counted in the worker's memory: see docs/medskick.md.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# Who changed what, before and after: triggers write it, nobody can rewrite it.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGHISTORY_APPEND_ONLY = True
# Triggers stand in the models alone: every `migrate` ends by installing them and pruning old ones.
# In the migrations each of them cost a rebuilding of Django's whole picture of the tables.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True

# --- People and sign-in ------------------------------------------------------------------------
AUTH_USER_MODEL = "roles.Person"
AUTHENTICATION_BACKENDS = ["roles.signin.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "programme:my_page"
ACCOUNT_ADAPTER = "roles.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is opened from the mailbox it was sent to
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Django's own: allauth's writes a row while it checks a link, and reading must not write.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a path
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/15m/ip,10/15m/key",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/h/ip",
    "change_password": "5/m/user",
}
# Proxies of our own in front: the address counted is the one the outermost of them saw. With 0,
# X-Forwarded-For is not believed at all, and everyone behind a proxy shares its limits.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # an invitation is often opened on the next Monday
SESSION_COOKIE_AGE = 12 * 3600

# --- Language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = ["prioinit.formats"]

# --- Static files ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not (DEBUG or TESTING)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the other names; half the work
# Files that people upload. No address leads there: a view sends them to those who may read them.
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))

# --- Security ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

# --- Mail --------------------------------------------------------------------------------------
# Code says send_mail(); the row lands in the caller's transaction and is delivered after commit.
EMAIL_BACKEND = "prioinit.mail.OutboxBackend"
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Prioinitiativ <prioinitiativ@localhost>"
)
# kind of mail -> function(mail) that writes its text when it is claimed, or says it is not wanted.
MAIL_KINDS = {
    "paminnelser": "checkpoints.reminders.digest.render",
    "kallelser": "checkpoints.notifications.invitations.render",
    "genast": "checkpoints.reminders.digest.render",
    "hinder": "initiatives.notifications.render_steps",
    "avslut": "initiatives.ending_mail.render_endings",
    "beslut": "checkpoints.notifications.decisions.render_decisions",
    "atgard": "checkpoints.notifications.decisions.render_actions",
}
MAIL_REPLY_TO = env.str("MAIL_REPLY_TO", default="")  # where an answer to a mail goes
# No answer after the text was handed over: send once more (and show it), or leave it to a person.
MAIL_RESEND_UNCERTAIN = env.bool("MAIL_RESEND_UNCERTAIN", default=True)
# A Maildir with a copy of all that the mail server took from us (docs/running.md); asked before a resend.
MAIL_JOURNAL_FOLDER = env.str("MAIL_JOURNAL_FOLDER", default="")
# A class with accepted(message_id): prioinit.relay.Journal.
MAIL_JOURNAL = (
    "prioinit.journal.MaildirJournal" if MAIL_JOURNAL_FOLDER else "prioinit.relay.NoJournal"
)
# When the database was restored: nothing leaves until a person has released the mail after that.
_restored_at = env.str("MAIL_RESTORED_AT", default="")
MAIL_RESTORED_AT = datetime.fromisoformat(_restored_at).astimezone() if _restored_at else None

# --- Tasks -------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,  # without it kombu keeps a page waiting for the broker
}
CELERY_TASK_PUBLISH_RETRY = False  # a page never waits for the broker; the tick sends
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 280
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = env.str(
    "BEAT_SCHEDULE_FILE", default=str(BASE_DIR / "var" / "beat-schedule")
)
# What else a turn of the clock does: functions by name, since the clock lies below those who need it.
TICK_CHORES = [
    "programme.services.throw_away_expired_uploads",
    "checkpoints.services.input.forget_guests",
    "initiatives.services.drafts.forget_old_drafts",
]
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "checkpoints.tasks.tick", "schedule": 30.0, "options": {"expires": 25}},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"pgtrigger": {"level": "WARNING"}},  # a line for each of its two hundred otherwise
}
SILENCED_SYSTEM_CHECKS: list[str] = []
