-- Who may do what to filters.value_counts.
--
--   service_role, app_reader   select all
--   authenticated              select those of the dimensions that they may read
--   anyone else                nothing

drop policy if exists select_operators_all on filters.value_counts;
create policy select_operators_all
    on filters.value_counts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_counts is
    'Operators see every count.';

drop policy if exists select_readers_own on filters.value_counts;
create policy select_readers_own
    on filters.value_counts
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_readers_own on filters.value_counts is
    'Counts follow their dimension: its own policy says which there are.';
