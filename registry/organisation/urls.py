"""The routes of this slice."""

from django.urls import path

from registry.organisation import program_views, standing_views, views

app_name = "organisation"
urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/new/", views.unit_create, name="unit_create"),
    path("people/", views.people, name="people"),
    path("people/new/", views.person_invite, name="person_invite"),
    path("people/<int:pk>/roles/new/", views.role_grant, name="role_grant"),
    path("stand-ins/", standing_views.stand_ins, name="stand_ins"),
    path("stand-ins/<int:pk>/end/", standing_views.stand_in_end, name="stand_in_end"),
    path("programs/", program_views.programs, name="programs"),
    path("programs/new/", program_views.program_create, name="program_create"),
    path("programs/<int:pk>/tokens/new/", program_views.token_give, name="token_give"),
    path("programs/tokens/<int:pk>/revoke/", program_views.token_revoke, name="token_revoke"),
    path("roles/<int:pk>/revoke/", views.role_revoke, name="role_revoke"),
]
