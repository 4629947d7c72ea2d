"""Hosts that are no platform of accounts and are met all the time: shorteners, share buttons, application stores."""

from registry.platforms.catalog.entry import listed, reserved
from registry.platforms.kinds import Reason
from registry.platforms.lookalike import skeleton

ELSEWHERE: dict[str, Reason] = {
    **reserved(
        Reason.SHORTENER,
        "bit.ly j.mp tinyurl.com goo.gl ow.ly buff.ly is.gd v.gd rebrand.ly cutt.ly short.io t.ly rb.gy dlvr.it"
        " trib.al ift.tt shorturl.at tiny.cc bl.ink soo.gd s.id qr.ae hubs.ly hubs.la amzn.to urlz.fr lc.cx ptdrv.linkedin.com"
        " g.co adf.ly bitly.com smarturl.it linkd.in snip.ly sco.lt po.st fal.cn page.link onelink.to u.to",
    ),
    **reserved(
        Reason.SHARE,
        "addtoany.com addthis.com sharethis.com getpocket.com del.icio.us shareaholic.com"
        " instapaper.com b.hatena.ne.jp",
    ),
    # "@name@gmail.com" is an e-mail address with a sign too many, not an account of the fediverse.
    **reserved(
        Reason.EMAIL,
        "gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr"
        " yahoo.ca icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.fr gmx.de orange.fr wanadoo.fr free.fr"
        " sfr.fr laposte.net videotron.ca bell.net sympatico.ca mail.ru yandex.ru zoho.com fastmail.com",
    ),
    **reserved(
        Reason.APP_STORE,
        "apps.apple.com play.google.com appgallery.huawei.com f-droid.org"
        " apps.microsoft.com galaxystore.samsung.com addons.mozilla.org chromewebstore.google.com",
    ),
}

# Names long enough that a host which contains them, or misses them by a letter, was made to be taken for them.
IMITATED = tuple(
    skeleton(name)
    for name in [
        "facebook",
        "twitter",
        "instagram",
        "linkedin",
        "youtube",
        "tiktok",
        "snapchat",
        "pinterest",
        "whatsapp",
        "telegram",
    ]
)

# Names that belong to a platform whatever the ending: "github.co" and "twitch.com" are not theirs.
OWNED = frozenset(
    skeleton(name)
    for name in listed(
        "github gitlab vimeo twitch discord reddit tumblr flickr soundcloud dailymotion substack wordpress blogspot wikipedia"
        " researchgate slideshare eventbrite bluesky bsky linktree spotify deezer meetup crunchbase behance dribbble deviantart"
        " threads snapchat weibo weixin wechat vkontakte odnoklassniki"
    )
)
