"""The routes of this slice."""

app_name = "requests"
urlpatterns = []
