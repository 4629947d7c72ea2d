"""The routes of the stance board, below the decisions."""

from django.urls import path

from workflows.exits import stances_views

urlpatterns = [
    path("stances/", stances_views.board, name="stances"),
    path("stances.csv", stances_views.board_csv, name="stances_csv"),
    path("stances/new/", stances_views.note, name="stance_note"),
    path("stances/<int:number>/", stances_views.check, name="stance_check"),
    path("stances/<int:number>/change/", stances_views.change, name="stance_change"),
]
