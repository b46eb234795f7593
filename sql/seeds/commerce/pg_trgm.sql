-- Seeds of pg_trgm: if it is installed, list_products tolerates typing errors.

do $$
begin
    perform commerce.use_pg_trgm();
end;
$$;
