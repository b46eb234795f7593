-- Who may do what to core.revoked_tokens.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.revoked_tokens;
create policy select_operator_all
    on core.revoked_tokens
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.revoked_tokens is
    'An operator sees what is revoked; functions write it.';
