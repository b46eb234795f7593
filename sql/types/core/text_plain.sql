-- core."text/plain": a text that is returned as the HTTP response without quotes.
--
-- If a function returns a domain with the name of a media type and the caller accepts
-- it, PostgREST responds with that media type, otherwise with JSON.

create domain core."text/plain" as text;

comment on domain core."text/plain" is
    'Returned as text/plain if the caller accepts it, else as a JSON string.';
