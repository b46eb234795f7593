-- core."*/*": a text that is the HTTP response as it is, whatever the caller accepts.
--
-- A function that returns this domain sets the header Content-Type itself. A domain
-- with the name of a media type serves only callers that ask for it, others get JSON;
-- clients that fetch a file, such as calendars, often ask for anything.

create domain core."*/*" as text;

comment on domain core."*/*" is
    'Returned without quotes to every caller; the function sets the Content-Type.';
