-- Passwords of the roles that the image makes, when the database is new. `migrate` sets those of
-- authenticator and app_worker again, so a changed .env counts for them.
\getenv own PGPASSWORD
\getenv api API_PASSWORD
alter role supabase_admin password :'own';
alter role supabase_auth_admin password :'own';
alter role authenticator password :'api';
