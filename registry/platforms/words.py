"""What people read when an address is refused: one helpful sentence per reason, in both languages."""

from registry.language import Pair
from registry.platforms.kinds import Reason

REFUSALS: dict[Reason, Pair] = {
    Reason.POST: Pair(
        "C’est l’adresse d’une publication, pas d’un compte. Donnez l’adresse de la page qui l’a publiée.",
        "This is the address of a post, not of an account. Give the address of the page that published it.",
    ),
    Reason.SHARE: Pair(
        "C’est un lien de partage : il sert à publier cette page, il ne mène à aucun compte.",
        "This is a share link: it is there to publish that page and leads to no account.",
    ),
    Reason.SEARCH: Pair(
        "C’est une page de recherche. Ouvrez le compte trouvé et donnez son adresse.",
        "This is a search page. Open the account that you found and give its address.",
    ),
    Reason.PLAYLIST: Pair(
        "C’est une liste de lecture ou un album, pas un compte. Donnez l’adresse de la chaîne ou de l’artiste.",
        "This is a playlist or an album, not an account. Give the address of the channel or the artist.",
    ),
    Reason.HASHTAG: Pair(
        "C’est un mot-clic : tout le monde peut y écrire, il n’appartient à aucun compte.",
        "This is a hashtag: anyone can post under it, it belongs to no account.",
    ),
    Reason.EVENT: Pair(
        "C’est l’adresse d’un évènement. Donnez celle du compte qui l’organise.",
        "This is the address of an event. Give that of the account which organises it.",
    ),
    Reason.LOGIN: Pair(
        "C’est une page de connexion ou d’inscription. Connectez-vous, puis copiez l’adresse du compte.",
        "This is a sign-in or sign-up page. Sign in first, then copy the address of the account.",
    ),
    Reason.APP_STORE: Pair(
        "C’est une application à télécharger, pas un compte.",
        "This is an application to download, not an account.",
    ),
    Reason.SHORTENER: Pair(
        "C’est une adresse raccourcie : elle cache sa destination. Ouvrez-la, puis copiez l’adresse complète du compte.",
        "This is a shortened address: it hides where it leads. Open it, then copy the full address of the account.",
    ),
    Reason.NOT_ACCOUNT: Pair(
        "Cette page appartient à la plateforme elle-même ou à un contenu : ce n’est pas un compte.",
        "This page belongs to the platform itself or to a piece of content: it is not an account.",
    ),
    Reason.NO_HANDLE: Pair(
        "Cette adresse mène à la plateforme sans nommer de compte. Ajoutez le nom du compte.",
        "This address leads to the platform without naming an account. Add the name of the account.",
    ),
    Reason.BAD_HANDLE: Pair(
        "Ce nom de compte n’est pas possible sur cette plateforme. Copiez-le depuis la page du compte.",
        "This account name is not possible on this platform. Copy it from the page of the account.",
    ),
    Reason.NO_HOST: Pair(
        "Dans le fédivers, un compte se nomme avec son serveur : écrivez @nom@serveur.",
        "In the fediverse an account is named with its server: write @name@server.",
    ),
    Reason.NO_PLATFORM: Pair(
        "C’est un nom sans plateforme. Donnez l’adresse complète, ou choisissez la plateforme.",
        "This is a name without a platform. Give the full address, or choose the platform.",
    ),
    Reason.UNKNOWN_PLATFORM: Pair(
        "Cette plateforme n’est pas au catalogue.",
        "This platform is not in the catalogue.",
    ),
    Reason.PLATFORM_MISMATCH: Pair(
        "Cette adresse est celle d’une autre plateforme que celle choisie. Corrigez l’une ou l’autre.",
        "This address belongs to another platform than the one chosen. Correct one or the other.",
    ),
    Reason.UNKNOWN_HOST: Pair(
        "Ce site n’est pas une plateforme du catalogue. Vérifiez l’adresse.",
        "This site is not a platform of the catalogue. Check the address.",
    ),
    Reason.LOOKALIKE_HOST: Pair(
        "Attention : ce site imite le nom d’une plateforme connue sans en être une. Ne vous y connectez pas.",
        "Beware: this site imitates the name of a known platform without being one. Do not sign in there.",
    ),
    Reason.DANGEROUS: Pair(
        "Cette adresse contient un procédé qui trompe sur sa destination. Elle n’a pas été lue.",
        "This address contains a trick that misleads about where it goes. It was not read.",
    ),
    Reason.EMAIL: Pair(
        "C’est une adresse de courriel. Pour un compte du fédivers, écrivez @nom@serveur.",
        "This is an e-mail address. For a fediverse account, write @name@server.",
    ),
    Reason.PHONE: Pair(
        "C’est un numéro de téléphone, pas l’adresse d’un compte.",
        "This is a telephone number, not the address of an account.",
    ),
    Reason.SEVERAL: Pair(
        "Ce texte contient plusieurs adresses. Donnez-les une par une.",
        "This text contains several addresses. Give them one at a time.",
    ),
    Reason.NOT_AN_ADDRESS: Pair(
        "Ce texte ne se lit pas comme une adresse. Copiez-la depuis la page du compte.",
        "This text cannot be read as an address. Copy it from the page of the account.",
    ),
}
