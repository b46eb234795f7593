-- Who may do what to filters.dimension_values.
--
--   authenticated              select those of the dimensions that it may read
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_authenticated_open on filters.dimension_values;
create policy select_authenticated_open
    on filters.dimension_values
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_authenticated_open on filters.dimension_values is
    'Values follow their dimension: its own policy says which there are.';

drop policy if exists select_operators_all on filters.dimension_values;
create policy select_operators_all
    on filters.dimension_values
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.dimension_values is
    'The backend and monitoring see every value.';
