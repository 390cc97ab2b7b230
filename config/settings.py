"""The settings of an installation, read from the environment with safe defaults (docs/beheer/instellingen.md)."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from config import environment as env
from config.secrets import secret
from vraagbaak.embedded import embedded_url

ROOT = Path(__file__).resolve().parent.parent
DATA = env.data_folder(ROOT)

# --- 1. The installation -------------------------------------------------------------------------
DEBUG = env.flag("VRAAGBAAK_DEBUG")
BASE_URL = env.text("VRAAGBAAK_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.words("VRAAGBAAK_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
SECRET_KEY = env.text("VRAAGBAAK_SECRET_KEY") or secret(DATA, "session")
FIELD_KEY = env.text("VRAAGBAAK_FIELD_KEY") or secret(DATA, "fields")
IS_SECURE = BASE_URL.startswith("https://")

# --- 2. Database ---------------------------------------------------------------------------------
DATABASE_ADDRESS = env.DatabaseAddress.from_url(env.text("DATABASE_URL") or embedded_url(DATA / "postgres"))
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE_ADDRESS.name,
        "USER": DATABASE_ADDRESS.user,
        "PASSWORD": DATABASE_ADDRESS.password,
        "HOST": DATABASE_ADDRESS.host,
        "PORT": DATABASE_ADDRESS.port,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **DATABASE_ADDRESS.options,
            "pool": {"min_size": 2, "max_size": env.number("VRAAGBAAK_DB_CONNECTIONS", 12), "timeout": 10},
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- 3. Apps -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "vraagbaak.core",
    "vraagbaak.people",
    "vraagbaak.directory",
    "vraagbaak.knowledge",
    "vraagbaak.contacts",
    "vraagbaak.insight",
    "vraagbaak.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vraagbaak.core.middleware.TraceMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "vraagbaak.people.middleware.SignOnMiddleware",
    "axes.middleware.AxesMiddleware",
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vraagbaak.core.context.page",
                "vraagbaak.people.context.own_choices",
            ],
            "builtins": ["vraagbaak.core.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "vraagbaak.core.renderer.PartsRenderer"

# --- 4. People and sign-on -----------------------------------------------------------------------
AUTH_USER_MODEL = "people.Agent"
# The mail address is unique by a constraint on its lower case, which the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = env.number("VRAAGBAAK_SESSION_HOURS", 9) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = False

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "vraagbaak.people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "vraagbaak.people.adapters.SignOnAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_USER_DISPLAY = str
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "10/15m/key", "reauthenticate": "10/m/user"}
ACCOUNT_FORMS = {
    "login": "vraagbaak.people.forms.SignOnForm",
    "reauthenticate": "vraagbaak.people.forms.ReauthenticateForm",
}
SOCIALACCOUNT_AUTO_SIGNUP = False
MFA_FORMS = {
    "authenticate": "vraagbaak.people.forms.CodeForm",
    "reauthenticate": "vraagbaak.people.forms.CodeAgainForm",
    "activate_totp": "vraagbaak.people.forms.NewAppForm",
    "login_webauthn": "vraagbaak.people.forms.PasskeyForm",
    "authenticate_webauthn": "vraagbaak.people.forms.SecondPasskeyForm",
    "reauthenticate_webauthn": "vraagbaak.people.forms.PasskeyAgainForm",
    "add_webauthn": "vraagbaak.people.forms.NewPasskeyForm",
}
MFA_ADAPTER = "vraagbaak.people.adapters.SecondFactorAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SECURE
MFA_TOTP_ISSUER = "Vraagbaak"
USERSESSIONS_TRACK_ACTIVITY = False
PASSWORD_RESET_TIMEOUT = 3600
OIDC_URL = env.text("OIDC_URL")
OIDC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_URL)) if OIDC_URL else ""
OIDC_GROUPS_CLAIM = env.text("OIDC_GROUPS_CLAIM", "groups")
OIDC_MAIL_IS_VERIFIED = env.flag("OIDC_MAIL_IS_VERIFIED")
OIDC_ASKS_SECOND_FACTOR = env.flag("OIDC_ASKS_SECOND_FACTOR")
OIDC_SIGNS = env.flag("OIDC_SIGNS")
OIDC_KEYS = Path(env.text("OIDC_KEYS") or DATA / "secrets" / "sign-on")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": (
            [
                {
                    "provider_id": "sso",
                    "name": env.text("OIDC_NAME", "Gemeente-account"),
                    "client_id": env.text("OIDC_CLIENT_ID"),
                    "secret": "" if OIDC_SIGNS else env.text("OIDC_CLIENT_SECRET"),
                    "settings": {
                        "server_url": OIDC_URL,
                        "oauth_pkce_enabled": True,
                        "token_auth_method": "private_key_jwt" if OIDC_SIGNS else None,
                    },
                }
            ]
            if OIDC_URL
            else []
        ),
    }
}
AXES_FAILURE_LIMIT = env.number("VRAAGBAAK_LOGIN_ATTEMPTS", 8)
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_ENABLE_ADMIN = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "vraagbaak.people.lockout.answer_locked_out"
AXES_IPWARE_PROXY_COUNT = env.number("VRAAGBAAK_PROXIES", 0)

# --- 5. Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = env.text("VRAAGBAAK_TIME_ZONE", "Europe/Amsterdam")
USE_TZ = True
FORMAT_MODULE_PATH = ["vraagbaak.core.formats"]

# --- 6. Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [("vendor", ROOT / "build" / "vendor")]
MEDIA_ROOT = DATA / "attachments"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "vraagbaak.core.statics.BuiltStaticFiles"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- 7. Mail -------------------------------------------------------------------------------------
EMAIL_HOST = env.text("MAIL_HOST")
EMAIL_PORT = env.number("MAIL_PORT", 25)
EMAIL_HOST_USER = env.text("MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("MAIL_TLS")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "vraagbaak@localhost")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "vraagbaak.core.mail.FolderMail"
EMAIL_FILE_PATH = DATA / "mail"

# --- 8. Safety of pages --------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *env.words("OIDC_FORM_ORIGINS", OIDC_ORIGIN)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if IS_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.number("VRAAGBAAK_PROXIES", 0) else None
X_FRAME_OPTIONS = "DENY"

# --- 9. Logs -------------------------------------------------------------------------------------
LOG_LEVEL = env.text("VRAAGBAAK_LOG_LEVEL", "INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "vraagbaak.core.logs.line_formatter"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": LOG_LEVEL},
    "loggers": {
        "axes": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "django.server": {"level": "WARNING"},
    },
}
