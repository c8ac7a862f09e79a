from django.urls import include, path

from claims.benchmarks import bare

urlpatterns = [
    path("bare/<int:pk>/", bare.read),
    path("bare/<int:pk>/write/", bare.write),
    path("", include("claimtrack.urls")),
]
