"""The routes of this slice."""

app_name = "accounts"
urlpatterns = []
