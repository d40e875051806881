"""Files are read and written so that nothing is lost and every failure is explained."""
