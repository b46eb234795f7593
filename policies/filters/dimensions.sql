-- Who may do what to filters.dimensions.
--
--   authenticated              select those that are open to one of its app roles
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_authenticated_open on filters.dimensions;
create policy select_authenticated_open
    on filters.dimensions
    as permissive
    for select
    to authenticated
    using (roles is null or filters.can_read_dimension(roles));
comment on policy select_authenticated_open on filters.dimensions is
    'Whoever is signed in may filter, by what is not kept for an app role.';

drop policy if exists select_operators_all on filters.dimensions;
create policy select_operators_all
    on filters.dimensions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.dimensions is
    'The backend and monitoring see every dimension.';
