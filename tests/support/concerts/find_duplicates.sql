-- tests.find_duplicates: the nightly job of concerts, with the jobs that follow it.

create or replace function tests.find_duplicates()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job core.jobs;
begin
    delete from core.jobs as j
    where j.kind = 'concerts.find_duplicates';
    perform core.enqueue('concerts.find_duplicates');
    loop
        delete from core.jobs as j
        where j.kind = 'concerts.find_duplicates'
        returning j.* into v_job;
        exit when not found;
        perform concerts.run_find_duplicates(v_job);
    end loop;
end;
$$;
