"""The routes of this slice."""

app_name = "directory"
urlpatterns = []
