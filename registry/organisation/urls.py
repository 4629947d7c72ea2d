"""The routes of this slice."""

app_name = "organisation"
urlpatterns = []
