-- commerce.lock_media_files: keep files and their rows together until the commit.
--
-- Files are named by their content, so two images may have one. A job that stores files
-- and then records them holds the lock shared; one that finds unused files and then
-- deletes them holds it alone. So a file is not deleted between the two steps.

create or replace function commerce.lock_media_files(p_to_delete boolean)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant bigint := hashtextextended('commerce.media_files', 0);
begin
    if p_to_delete then
        perform pg_advisory_xact_lock(c_key);
    else
        perform pg_advisory_xact_lock_shared(c_key);
    end if;
end;
$$;

grant execute on function commerce.lock_media_files(boolean) to app_worker;

comment on function commerce.lock_media_files(boolean) is
    'Wait until files may be stored or, with p_to_delete, deleted.';
