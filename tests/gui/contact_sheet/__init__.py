"""Every view at four sizes, three text sizes and four colour schemes: pictures, and checks that nothing is clipped."""
