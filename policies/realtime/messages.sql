-- Who may do what to realtime.messages.
--
--   anon, authenticated   select broadcasts of topics that core.can_read_topic opens,
--                         unless the token was revoked
--   anyone else           nothing; nobody sends: the database broadcasts
--
-- Supabase's table: Realtime selects a probe as the subscriber's role with the setting
-- realtime.topic, and whoever gets it may join the private channel.

drop policy if exists select_subscriber_topic on realtime.messages;
create policy select_subscriber_topic
    on realtime.messages
    as permissive
    for select
    to anon, authenticated
    using (
        extension = 'broadcast'
        and (select core.has_valid_token())
        and (select core.can_read_topic((select realtime.topic())))
    );
-- On a hosted project the role that migrates may make policies there, but not comment.
do $$
begin
    comment on policy select_subscriber_topic on realtime.messages is
        'Private channels open to whom core.topic_rules lets read the topic.';
exception
    when insufficient_privilege then null;
end;
$$;
