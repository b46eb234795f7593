-- Rendered from policies/reading/progress_policies.sql.j2; edit that file, not this one.
-- Who may do what to reading.progress_policies.
--
--   authenticated              select: own rows
--   authenticated              insert (user_id, series_id, policy): own rows
--   authenticated              update (policy): own rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on reading.progress_policies
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on reading.progress_policies to authenticated;
grant insert (user_id, series_id, policy)
on reading.progress_policies to authenticated;
grant update (policy)
on reading.progress_policies to authenticated;
grant select
on reading.progress_policies to service_role, app_reader;

drop policy if exists select_user_own on reading.progress_policies;
create policy select_user_own
    on reading.progress_policies
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.progress_policies is
    'Readers see what they chose.';

drop policy if exists insert_user_own on reading.progress_policies;
create policy insert_user_own
    on reading.progress_policies
    as permissive
    for insert
    to authenticated
    with check (user_id = (select core.actor_id()));
comment on policy insert_user_own on reading.progress_policies is
    'Readers choose for themselves.';

drop policy if exists update_user_own on reading.progress_policies;
create policy update_user_own
    on reading.progress_policies
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_user_own on reading.progress_policies is
    'Readers change their choice.';

drop policy if exists select_operators_all on reading.progress_policies;
create policy select_operators_all
    on reading.progress_policies
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.progress_policies is
    'Operators see which policies are chosen.';
