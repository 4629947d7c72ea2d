"""Routes of the files of figures: those that wait have addresses that are not to be guessed."""

from django.urls import path

from registry.transfer.counts import views

app_name = "figures"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("plan/<uuid:pk>/", views.plan, name="plan"),
    path("plan/<uuid:pk>/apply/", views.apply, name="apply"),
    path("<int:number>/", views.file, name="file"),
    path("<int:number>/refused.csv", views.refused, name="refused"),
]
