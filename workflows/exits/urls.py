"""The routes of this slice."""

app_name = "exits"
urlpatterns = []
