"""The routes of this slice."""

app_name = "journal"
urlpatterns = []
