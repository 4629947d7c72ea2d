"""The routes of this slice."""

app_name = "policies"
urlpatterns = []
