"""Where files are kept: one interface, a local folder, Supabase Storage or Cloudinary."""
