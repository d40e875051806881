"""Mail in: messages (.eml) and web archives (.mht), which are messages too."""
