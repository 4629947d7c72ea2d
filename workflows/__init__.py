"""The app that answers *how it changes and who agreed*."""
