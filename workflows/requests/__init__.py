"""Page requests: a department asks, its head endorses, the community manager decides, the page comes online."""
