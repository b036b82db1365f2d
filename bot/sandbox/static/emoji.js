// The common shortcodes. Unknown ones stay as they were written, as in Slack.

const TABLE = `
grinning 😀|smiley 😃|smile 😄|grin 😁|laughing 😆|sweat_smile 😅|joy 😂|slightly_smiling_face 🙂|upside_down_face 🙃|wink 😉|blush 😊|innocent 😇
heart_eyes 😍|kissing_heart 😘|yum 😋|stuck_out_tongue 😛|thinking_face 🤔|thinking 🤔|neutral_face 😐|expressionless 😑|no_mouth 😶|smirk 😏|relieved 😌
pensive 😔|sleeping 😴|sunglasses 😎|confused 😕|worried 😟|slightly_frowning_face 🙁|open_mouth 😮|hushed 😯|cry 😢|sob 😭|disappointed 😞|sweat 😓|weary 😩
tired_face 😫|angry 😠|rage 😡|exploding_head 🤯|scream 😱|hugging_face 🤗|shushing_face 🤫|face_with_monocle 🧐|nerd_face 🤓|partying_face 🥳|pleading_face 🥺
wave 👋|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|raised_hands 🙌|clap 👏|pray 🙏|handshake 🤝|muscle 💪|point_right 👉|point_left 👈|point_up ☝️|point_down 👇
raised_hand ✋|v ✌️|crossed_fingers 🤞|writing_hand ✍️|eyes 👀|eye 👁️|brain 🧠|speaking_head_in_silhouette 🗣️|bust_in_silhouette 👤|busts_in_silhouette 👥|people_hugging 🫂
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|white_heart 🤍|broken_heart 💔|two_hearts 💕|sparkling_heart 💖|heart_hands 🫶
fire 🔥|sparkles ✨|star ⭐|star2 🌟|dizzy 💫|boom 💥|zap ⚡|tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|medal 🏅|100 💯|crown 👑|gem 💎|bulb 💡
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|rotating_light 🚨|no_entry ⛔|no_entry_sign 🚫|question ❓|grey_question ❔
exclamation ❗|grey_exclamation ❕|bangbang ‼️|information_source ℹ️|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣
white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_yellow_square 🟨|large_red_square 🟥|white_large_square ⬜|black_large_square ⬛|small_blue_diamond 🔹|small_orange_diamond 🔸
telephone_receiver 📞|phone ☎️|telephone ☎️|iphone 📱|calling 📲|computer 💻|keyboard ⌨️|email 📧|e-mail 📧|envelope ✉️|love_letter 💌|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|mailbox 📫|package 📦
calendar 📅|date 📅|spiral_calendar_pad 🗓️|alarm_clock ⏰|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|watch ⌚|clock1 🕐|clock3 🕒|clock9 🕘|clock12 🕛|bell 🔔|no_bell 🔕
memo 📝|pencil ✏️|pencil2 ✏️|pen 🖊️|clipboard 📋|file_folder 📁|open_file_folder 📂|card_index_dividers 🗂️|card_index 📇|page_facing_up 📄|bookmark_tabs 📑|bookmark 🔖|books 📚|book 📖|notebook 📓|ledger 📒
newspaper 📰|scroll 📜|pushpin 📌|round_pushpin 📍|paperclip 📎|scissors ✂️|lock 🔒|unlock 🔓|key 🔑|hammer 🔨|wrench 🔧|gear ⚙️|link 🔗|mag 🔍|mag_right 🔎|label 🏷️|wastebasket 🗑️
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|moneybag 💰|money_with_wings 💸|dollar 💵|euro 💶|credit_card 💳|receipt 🧾|briefcase 💼|office 🏢|house 🏠|factory 🏭|bank 🏦|hospital 🏥|school 🏫
rocket 🚀|airplane ✈️|car 🚗|truck 🚚|ship 🚢|anchor ⚓|construction 🚧|checkered_flag 🏁|triangular_flag_on_post 🚩|white_flag 🏳️|bridge_at_night 🌉|world_map 🗺️|earth_africa 🌍|earth_americas 🌎|earth_asia 🌏|globe_with_meridians 🌐|compass 🧭
sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|umbrella ☔|snowflake ❄️|rainbow 🌈|ocean 🌊|crescent_moon 🌙|sunrise 🌅|sun_with_face 🌞
seedling 🌱|herb 🌿|four_leaf_clover 🍀|evergreen_tree 🌲|deciduous_tree 🌳|cactus 🌵|tulip 🌷|rose 🌹|sunflower 🌻|blossom 🌼|cherry_blossom 🌸|bouquet 💐|maple_leaf 🍁|fallen_leaf 🍂|leaves 🍃
dog 🐶|cat 🐱|bee 🐝|honeybee 🐝|butterfly 🦋|turtle 🐢|bird 🐦|dove_of_peace 🕊️|owl 🦉|fish 🐟|whale 🐳|snail 🐌|unicorn_face 🦄
coffee ☕|tea 🍵|beer 🍺|wine_glass 🍷|cake 🍰|birthday 🎂|cookie 🍪|apple 🍎|lemon 🍋|bread 🍞|pizza 🍕
candle 🕯️|flashlight 🔦|diya_lamp 🪔|izakaya_lantern 🏮|door 🚪|window 🪟|house_with_garden 🏡|bed 🛏️|couch_and_lamp 🛋️|lighthouse 🗼|light_bulb 💡|bellhop_bell 🛎️|ring 💍|ribbon 🎗️|adhesive_bandage 🩹
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|arrows_counterclockwise 🔄|repeat 🔁|back 🔙|soon 🔜|new 🆕|ok 🆗|heavy_plus_sign ➕|heavy_minus_sign ➖
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|hash #️⃣
speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️|loudspeaker 📢|mega 📣|musical_note 🎵|art 🎨|dart 🎯|jigsaw 🧩|game_die 🎲|crystal_ball 🔮|microscope 🔬|telescope 🔭|magnet 🧲|shield 🛡️|scales ⚖️|balance_scale ⚖️|ladder 🪜|toolbox 🧰|first_aid_kit 🧰|stethoscope 🩺|syringe 💉|pill 💊
zzz 💤|palm_tree 🌴|face_with_thermometer 🤒|beach_with_umbrella 🏖️|runner 🏃|walking 🚶|robot_face 🤖|ghost 👻|skull 💀|poop 💩|see_no_evil 🙈|hear_no_evil 🙉|speak_no_evil 🙊|shrug 🤷|facepalm 🤦|bow 🙇|raising_hand 🙋|man-raising-hand 🙋‍♂️|woman-raising-hand 🙋‍♀️
`;

const EMOJI = new Map(
  TABLE.trim().split(/[|\n]/).map((entry) => {
    const space = entry.indexOf(" ");
    return [entry.slice(0, space), entry.slice(space + 1)];
  }),
);

/** The character of a shortcode, or undefined. A `name::skin-tone-3` is shown without its tone. */
export const emoji = (name) => EMOJI.get(name.split("::")[0]);

/** Shortcodes that start with, or else contain, what was typed; at most `limit`. */
export function findEmoji(typed, limit = 8) {
  const names = [...EMOJI.keys()];
  const first = names.filter((name) => name.startsWith(typed));
  const rest = names.filter((name) => !name.startsWith(typed) && name.includes(typed));
  return [...first, ...rest].slice(0, limit).map((name) => ({ name, char: EMOJI.get(name) }));
}

/** The first entries of the table, for a picker. */
export const commonEmoji = () => [...EMOJI].map(([name, char]) => ({ name, char }));

/** Replaces `:shortcodes:` in plain text. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g, (whole, name) => emoji(name) ?? whole);
