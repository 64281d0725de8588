from django.contrib import admin
from django.urls import include, path

from prioinit.health import health

urlpatterns = [
    path("", include("programme.urls")),
    path("", include("roles.urls")),
    path("", include("roles.signin_urls")),
    path("", include("initiatives.urls")),
    path("", include("checkpoints.urls")),
    path("halsa/", health, name="health"),
    path("support/", admin.site.urls),
]
