"""The routes of this slice, under the name of what they show."""

from django.urls import path

from registry.desk import figure_views, mine_views, views

app_name = "accounts"
urlpatterns = [
    path("mine/", mine_views.mine, name="mine"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/figures/", figure_views.figures, name="figures"),
    path("<slug:slug>/figures.csv", figure_views.figures_file, name="figures_file"),
    path("<slug:slug>/<slug:name>/", views.change, name="change"),
]
