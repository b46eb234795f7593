-- Who may do what to reading.progress_policies.
--
--   authenticated              select, insert, update own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_user_own on reading.progress_policies;
create policy select_user_own
    on reading.progress_policies
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on reading.progress_policies is
    'A reader sees what she chose.';

drop policy if exists insert_user_own on reading.progress_policies;
create policy insert_user_own
    on reading.progress_policies
    as permissive
    for insert
    to authenticated
    with check (user_id = (select core.actor_id()));
comment on policy insert_user_own on reading.progress_policies is
    'A reader chooses for herself.';

drop policy if exists update_user_own on reading.progress_policies;
create policy update_user_own
    on reading.progress_policies
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_user_own on reading.progress_policies is
    'A reader changes her choice; the grant covers the policy only.';

drop policy if exists select_operators_all on reading.progress_policies;
create policy select_operators_all
    on reading.progress_policies
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on reading.progress_policies is
    'An operator sees which policies are chosen.';
