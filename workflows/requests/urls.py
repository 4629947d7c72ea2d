"""The routes of this slice."""

from django.urls import path

from workflows.requests import (
    attachment_views,
    bulk_views,
    comment_views,
    follow_up_views,
    form_views,
    list_views,
    mail_views,
    saved_view_views,
    serving_views,
    views,
)

app_name = "requests"
urlpatterns = [
    path("", list_views.mine, name="list"),
    path("queue/", list_views.queue, name="queue"),
    path("queue.csv", list_views.queue_csv, name="queue_csv"),
    path("views/", saved_view_views.views, name="views"),
    path("views/<int:pk>/", saved_view_views.change, name="view_change"),
    path("views/<int:pk>/forget/", saved_view_views.forget, name="view_forget"),
    path("bulk/", bulk_views.bulk, name="bulk"),
    path("new/", form_views.create, name="create"),
    path("answer/", mail_views.answer, name="answer"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/letter/", views.letter, name="letter"),
    path("<int:pk>/edit/", form_views.summary, name="edit"),
    path("<int:pk>/edit/files/", attachment_views.files, name="files"),
    path("<int:pk>/edit/serving/", serving_views.serving, name="serving"),
    path("<int:pk>/files/<int:number>/", attachment_views.download, name="file"),
    path("<int:pk>/files/<int:number>/remove/", attachment_views.remove, name="file_remove"),
    path("<int:pk>/offers/<int:number>/", serving_views.offer, name="offer"),
    path("<int:pk>/edit/<slug:step>/", form_views.step, name="step"),
    path("<int:pk>/copy/", form_views.duplicate, name="copy"),
    path("<int:pk>/comment/", comment_views.comment, name="comment"),
    path("<int:pk>/priority/", comment_views.prioritise, name="priority"),
    path("<int:pk>/advice/", comment_views.advise, name="advise"),
    path("<int:pk>/comments/<int:number>/erase/", comment_views.erase, name="comment_erase"),
    path("<int:pk>/follow-ups/<int:number>/", follow_up_views.settle, name="follow_up"),
    path("<int:pk>/<slug:move>/", views.move, name="move"),
]
