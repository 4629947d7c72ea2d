"""The routes of carrying a decision out; included before the routes that end with any word."""

from django.urls import path

from workflows.exits import handing_over_views, runbook_views

urlpatterns = [
    path("tasks/", runbook_views.tasks, name="tasks"),
    path("tasks/done/", runbook_views.many_done, name="tasks_done"),
    path("tasks/assign/", handing_over_views.many_assigned, name="tasks_assign"),
    path("<slug:slug>/runbook/", runbook_views.runbook, name="runbook"),
    path("<slug:slug>/runbook/draw/", runbook_views.draw, name="runbook_draw"),
    path("<slug:slug>/runbook/<int:number>/", runbook_views.task, name="task"),
    path("<slug:slug>/runbook/<int:number>/done/", runbook_views.done, name="task_done"),
    path("<slug:slug>/runbook/<int:number>/drop/", runbook_views.drop, name="task_drop"),
    path("<slug:slug>/runbook/<int:number>/assign/", runbook_views.assign, name="task_assign"),
    path("<slug:slug>/runbook/<int:number>/reword/", runbook_views.reword, name="task_reword"),
]
