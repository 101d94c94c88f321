"""The images and documents that editors bring, without what they tell beside themselves."""
