-- Seeds of reading.series: a few well-known series for a new installation.

insert into reading.series (
    series_key, title, type, status, volumes, chapters, authors, start_date, end_date
)
values
(
    'astro-boy', 'Astro Boy', 'Manga', 'Finished', 23, null,
    'Tezuka Osamu', '1952', '1968'
),
(
    'akira', 'Akira', 'Manga', 'Finished', 6, 120,
    'Otomo Katsuhiro', '1982-12', '1990-06'
),
(
    'berserk', 'Berserk', 'Manga', 'Publishing', null, null,
    'Miura Kentaro, Studio Gaga', '1989-08', null
),
(
    'fullmetal-alchemist', 'Fullmetal Alchemist', 'Manga', 'Finished', 27, 108,
    'Arakawa Hiromu', '2001-07', '2010-06'
),
(
    'death-note', 'Death Note', 'Manga', 'Finished', 12, 108,
    'Ohba Tsugumi, Obata Takeshi', '2003-12', '2006-05'
),
(
    'one-piece', 'One Piece', 'Manga', 'Publishing', null, null,
    'Oda Eiichiro', '1997-07', null
),
(
    'solo-leveling', 'Solo Leveling', 'Manhwa', 'Finished', null, null,
    'Chugong, Jang Sung-rak', '2018-03', null
),
(
    'spice-and-wolf', 'Spice and Wolf', 'Light Novel', 'Publishing', null, null,
    'Hasekura Isuna', '2006-02', null
),
(
    'musashi', 'Musashi', 'Novel', 'Finished', null, null,
    'Yoshikawa Eiji', '1935', '1939'
)
on conflict (series_key) do nothing;
