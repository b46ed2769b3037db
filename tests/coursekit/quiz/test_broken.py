"""Each fault of each type of question is refused with file and line, and says what is allowed."""

import pytest

from coursekit.course import Course
from coursekit.quiz import BankError
from tests.coursekit.quiz import bakery

# what was changed -> (old, new, the text in whose line the fault stands, what it says)
TRUTH = {
    "a key on the wrong side": (
        "misconception: heat-and-time-trade-off,\n         feedback: It sounds",
        "key: true,\n         feedback: It sounds", "    if_true:",
        "if_true: no option may be a key; this list has 1"),
    "no key": (
        "crumb is done., key: true,", "crumb is done.,", "    if_false:",
        "if_false: exactly one option is the key; this list has 0"),
    "two keys": (
        "twice as hot., misconception: ovens-have-one-heat,", "twice as hot., key: true,",
        "    if_false:", "if_false: exactly one option is the key; this list has 2"),
    "one reason only": (
        "      - {text: No oven gets twice as hot., misconception: ovens-have-one-heat,\n"
        "         feedback: Some do. The reason lies in the bread and not in the oven at all.}\n",
        "", "    if_false:", "the right verdict needs at least two reasons to choose from"),
    "an answer that is neither": (
        "answer: false", "answer: perhaps", "    answer: perhaps",
        "answer: 'perhaps' is not true or false"),
    "a misconception of a key": (
        "crumb is done., key: true,", "crumb is done., key: true, misconception: "
        "crumb-is-outside,", "      - {text: The crust burns",
        "a right option stands for no misconception"),
    "an unknown misconception": (
        "off., misconception: heat-and-time-trade-off", "off., misconception: heat-and-time",
        "      - {text: Heat and time", "misconception 'heat-and-time' is not in "
        "misconceptions.yml; did you mean 'heat-and-time-trade-off'?"),
    "an unknown misconception that is like no other": (
        "off., misconception: heat-and-time-trade-off", "off.,\n         misconception: quux",
        "         misconception: quux",
        "misconception 'quux' is not in misconceptions.yml; add it to misconceptions.yml"),
    "a misconception that can be no id": (
        "off., misconception: heat-and-time-trade-off", "off., misconception: Heat & time",
        "      - {text: Heat and time", "misconception: 'Heat & time' is not allowed; allowed: "
        "small letters, digits, single hyphens"),
    "more than three hints": (
        "hints: [Think of the crust.,", "hints: [One., Two., Three.,", "    hints:",
        "hints: the list is too long (4); at most 3"),
    "an empty hint": (
        "hints: [Think of the crust.,", "hints: [' ',", "    hints:", "hints: the text is empty"),
    "a hint that is no text": (
        "hints: [Think of the crust.,", "hints: [7,", "    hints:",
        "hints: 7 is not text; put quotes round it"),
    "an empty solution": (
        "solution: The crust is done *long* before the crumb.", "solution: ''", "    solution:",
        "solution: the text is empty"),
    "a hint with a picture": (
        "hints: [Think of the crust.,", "hints: ['![crust](c.png)',", "    hints:",
        "hints: the picture 'c.png': pictures are not allowed"),
    "a text of which nothing is seen": (
        "solution: The crust is done *long* before the crumb.", 'solution: "\\u202e\\0"',
        "    solution:", "solution: only invisible characters stand in it"),
}

SHORT = {
    "an accepted spelling twice": (
        "accept: [bread crust, the crust, brødskorpe]",
        "accept:\n    - bread crust\n    - brødskorpe\n    - The Bread-Crust", "    - The Bread",
        "'The Bread-Crust' is read as the same as 'bread crust', which stands before it; once"),
    "Danish letters in two ways": (
        "accept: [bread crust, the crust, brødskorpe]", "accept: [brødskorpe, Broedskorpe]",
        "    accept: [br", "'Broedskorpe' is read as the same as 'brødskorpe'"),
    "a near miss that is right": (
        "accept: [crumb]", "accept: [crumb, Crust]", "      - accept: [crumb, Crust]",
        "'Crust' is read as the same as 'the crust', which stands before it"),
    "nothing accepted": (
        "accept: [bread crust, the crust, brødskorpe]", "accept: []", "    accept: []",
        "accept: the list is too short (0); at least 1"),
    "an accepted spelling of signs": (
        "accept: [bread crust,", "accept: ['?!',", "    accept:",
        "accept: '?!' holds no letter and no digit"),
    "an accepted spelling of signs that count as letters elsewhere": (
        "accept: [bread crust,", "accept: ['__',", "    accept:",
        "'__' holds no letter and no digit"),
    "a sentence as a spelling": (
        "accept: [bread crust,", f"accept: [{'crust ' * 40},", "    accept:",
        "accept: the text has 239 characters; at most 200"),
    "a near miss without feedback": (
        "        feedback: The crumb is the soft inside; one cuts through both and mixes them "
        "up.\n", "", "      - accept: [crumb]", "the key 'feedback' is missing"),
    "a near miss of an unknown misconception": (
        "misconception: crumb-is-outside\n        feedback: The crumb",
        "misconception: crumb-is-out\n        feedback: The crumb",
        "        misconception: crumb-is-out", "misconception 'crumb-is-out' is not in "
        "misconceptions.yml; did you mean 'crumb-is-outside'?"),
    "an unknown key of a near miss": (
        "      - accept: [crumb]", "      - accepts: [crumb]", "      - accepts",
        "unknown key 'accepts'; allowed: 'accept', 'feedback', 'misconception'"),
    "an id that another file has": (
        "id: name-of-the-oven", "id: cereals", "  - id: cereals",
        "id 'cereals' stands already in quizzes/01-dough.yml:20; ids are unique in the course"),
}

MATCH = {
    "one choice as the key of two": (
        "{text: Pizza, key: high, misconceptions: {mid: ovens-have-one-heat},",
        "{text: Pizza, key: low,", "      - {text: Pizza", "the choice 'low' is the key of two "
        "items; each choice is given once (or use type 'sort')"),
    "a key that is no choice": (
        "{text: Meringue, key: low", "{text: Meringue, key: cold", "      - {text: Meringue",
        "the key 'cold' is no choice; allowed: 'low', 'mid', 'high'"),
    "wrong choices without feedback": (
        "low: Right. It dries more than it bakes., otherwise: It would brown and crack.",
        "low: Right. It dries more than it bakes.", "         feedback: {low: Right",
        "feedback is missing for 'mid', 'high' (or 'otherwise' for all that are wrong)"),
    "the right choice without feedback": (
        "low: Right. It dries more than it bakes., otherwise", "otherwise",
        "         feedback: {otherwise", "feedback is missing for 'low'"),
    "feedback for no choice": (
        "otherwise: It would brown", "else: It would brown", "         feedback: {low: Right",
        "feedback for 'else', which is no choice; allowed: 'low', 'mid', 'high', 'otherwise'"),
    "a choice of the name that stands for all others": (
        "{id: mid, text: 180", "{id: otherwise, text: 180", "    choices:",
        "'otherwise' cannot be the id of a choice"),
    "a choice twice": (
        "{id: mid, text: 180", "{id: low, text: 180", "    choices:",
        "the choice 'low' stands twice"),
    "a misconception of the right choice": (
        "misconceptions: {mid: ovens-have-one-heat}", "misconceptions: {high: ovens-have-one-heat}",
        "      - {text: Pizza", "a misconception for 'high', which is no wrong choice of this "
        "item; allowed: 'low', 'mid'"),
    "an unknown misconception of a wrong choice": (
        "misconceptions: {mid: ovens-have-one-heat}",
        "misconceptions:\n           {low: ovens-have-one-heat,\n            mid: one-heat}",
        "            mid: one-heat", "misconception 'one-heat' is not in misconceptions.yml"),
    "one item": (
        "      - {text: Meringue, key: low,\n         feedback: {low: Right. It dries more than it "
        "bakes., otherwise: It would brown and crack.}}\n", "", "    items:\n      - {text: Pizza",
        "items: the list is too short (1); at least 2"),
}

ORDER = {
    "two items": (
        "      - {text: Bake, feedback: Heat ends the rising and sets the crumb.}\n"
        "      - {text: Cool, feedback: The crumb is still wet and would stick to the knife.}\n",
        "", "    items:\n      - {text: Mix", "items: the list is too short (2); at least 3"),
    "one item twice": (
        "text: Rise,", "text: Mix,", "      - {text: Mix, feedback: Gas",
        "the item 'Mix' stands twice"),
    "an end that is not named": (
        "    first: first\n", "", "  - id: steps-of-baking", "the key 'first' is missing"),
    "a key of an item": (
        "{text: Mix, feedback", "{text: Mix, key: true, feedback", "      - {text: Mix",
        "unknown key 'key'; allowed: 'text', 'feedback'"),
}

FILL = {
    "a blank that is not in the text": (
        "after {time}.", "after an hour.", "      - id: time",
        "{time} stands 0 times in the text; once is allowed"),
    "a blank twice in the text": (
        "after {time}.", "after {time} and {time}.", "      - id: time",
        "{time} stands 2 times in the text; once is allowed"),
    "a gap that is no blank": (
        "at {heat} and", "at {heat} with {steam} and", '    text: "A *loaf*',
        "{steam} is no blank; allowed: 'heat', 'time'"),
    "blanks in another order": (
        "at {heat} and comes out after {time}", "after {time} and comes out at {heat}",
        "    blanks:", "the blanks do not come in the order of the text"),
    "a blank of that id already": (
        "      - id: time", "      - id: heat", "      - id: heat\n        options:\n"
        "          - {text: five", "the blank 'heat' stands twice"),
    "two keys in a gap": (
        "{text: 90 degrees, misconception: ovens-have-one-heat,", "{text: 90 degrees, key: true,",
        "        options:\n          - {text: 230", "options: exactly one option is the key; this "
        "list has 2"),
    "no key in a gap": (
        "{text: 230 degrees, key: true,", "{text: 230 degrees,",
        "        options:\n          - {text: 230", "options: exactly one option is the key; this "
        "list has 0"),
    "one option in a gap": (
        "          - {text: 90 degrees, misconception: ovens-have-one-heat,\n"
        "             feedback: At that heat it would dry out and never become bread.}\n", "",
        "        options:\n          - {text: 230", "options: the list is too short (1); at least "
        "2"),
    "a gap in a formula": (
        "at {heat} and", "at $x_{heat}$ and", '    text: "A *loaf*', "{heat} stands in a formula "
        "or an address, where no gap can be shown; let it stand among the words"),
    "a gap in an address": (
        "at {heat} and", "at [heat](https://a.dk/{heat}) and", '    text: "A *loaf*',
        "{heat} stands in a formula or an address"),
    "a blank whose id cannot stand in the text": (
        "      - id: time", "      - id: Time", "      - id: Time",
        "id: 'Time' is not allowed; allowed: small letters, digits, single hyphens"),
}

POINT = {
    "an unknown table": (
        "table: shapes", "table: outlines", "    map:",
        "there is no table 'outlines'; there are 'sources', 'shapes', 'loaves'"),
    "a table of something else": (
        "map: {table: shapes", "map: {table: loaves", "    map:",
        "table 'loaves' has no column 'iso3', 'points', 'hole'; a table of outlines has"),
    "an unknown area": (
        "area: WES", "area: WEST", "      - {text: Westland",
        "area 'WEST' is not in shapes; allowed: 'EAS', 'WES'"),
    "an area outside the map": (
        "box: [0, 0, 20, 10]", "box: [9, 0, 20, 10]", "      - {text: Westland",
        "area 'WES' lies outside the map's box"),
    "a point outside the map": (
        "at: [10, 5]", "at: [10, 50]", "      - {text: Midtown",
        "[10.0, 50.0] lies outside the map's box"),
    "a map upside down": (
        "box: [0, 0, 20, 10]", "box: [0, 10, 20, 0]", "    map:",
        "box: [0.0, 10.0, 20.0, 0.0] is no part of the world; write west, south, east, north"),
    "a map that reaches beyond the world": (
        "box: [0, 0, 20, 10]", "box: [0, 0, 200, 10]", "    map:", "is no part of the world"),
    "a map as flat as a line": (
        "box: [0, 0, 20, 10]", "box: [0, 4, 20, 6]", "    map:",
        "box: the map would be 72 high at a width of 720; allowed: 120 to 1440"),
    "a map as narrow as a line": (
        "box: [0, 0, 20, 10]", "box: [10, 0, 10.0000000001, 10]", "    map:",
        "high at a width of 720; allowed: 120 to 1440"),
    "a box of three numbers": (
        "box: [0, 0, 20, 10]", "box: [0, 0, 20]", "    map:",
        "box: the list is too short (3); at least 4"),
    "a box with a word": (
        "box: [0, 0, 20, 10]", "box: [0, 0, east, 10]", "    map:",
        "box: 'east' is not a number"),
    "a box with a truth value": (
        "box: [0, 0, 20, 10]", "box: [no, 0, 20, 10]", "    map:",
        "box: 'no' is not a number"),
    "both an area and a point": (
        "area: EAS,", "area: EAS, at: [15, 5],", "      - {text: Eastland",
        "a place needs an 'area' (code) or 'at' (longitude, latitude), and not both"),
    "neither an area nor a point": (
        "area: EAS, ", "", "      - {text: Eastland",
        "a place needs an 'area' (code) or 'at' (longitude, latitude), and not both"),
    "an area without a code": (
        "area: EAS,", "area: '',", "      - {text: Eastland", "area: the text is empty"),
    "a description of which nothing is seen": (
        "alt: Two square countries side by side and a town.", 'alt: "\u202e"', "    map:",
        "alt: nothing of this text is seen; say what the map shows"),
    "a description that names the key": (
        "alt: Two square", "alt: Westland and two square", "    map:",
        "alt: it names 'Westland', which is the key; ask and describe without it"),
    "a prompt that names the key": (
        "Where does the oldest oven stand?", "Where in *westland* is the oven?",
        "    prompt: Where in",
        "prompt: it names 'Westland', which is the key; ask and describe without it"),
    "two keys": (
        "area: EAS, misconception: ovens-have-one-heat,", "area: EAS, key: true,",
        "    options:\n      - {text: Westland",
        "options: exactly one option is the key; this list has 2"),
}

VARIANTS = {
    "a variant that lacks a key": (
        "{id: wheat, loaf: wheat, name: Wheat}", "{id: wheat, loaf: wheat}",
        "      - {id: wheat", "this variant lacks 'name'; all variants have the same keys"),
    "a variant without an id": (
        "{id: wheat, loaf: wheat,", "{loaf: wheat,", "      - {loaf: wheat",
        "this variant lacks 'id'"),
    "two variants of one id": (
        "{id: wheat, loaf: wheat", "{id: rye, loaf: wheat", "      - {id: rye, loaf: wheat",
        "the variant 'rye' stands twice"),
    "an id of a variant with capitals": (
        "{id: wheat, loaf", "{id: Wheat, loaf", "      - {id: Wheat",
        "id: 'Wheat' is not allowed; allowed: small letters, digits, single hyphens"),
    "one variant": (
        "      - {id: wheat, loaf: wheat, name: Wheat}\n", "", "    variants:",
        "variants: the list is too short (1); at least 2"),
    "variants that are no mappings": (
        "      - {id: rye, loaf: rye, name: Rye}\n", "      - rye\n", "      - rye",
        "variants: 'rye' is not a mapping"),
    "a value of a variant that is a list": (
        "loaf: rye,", "loaf: [rye],", "      - {id: rye",
        "loaf: ['rye'] is not true or false or a number or text"),
    "a name that nothing fills": (
        "{{name}}: how many", "{{names}}: how many", '    prompt: "{{names',
        "{{names}} is filled by nothing; allowed: 'loaf', 'name', 'flour'"),
    "a name in capitals": (
        "{{name}}: how many", "{{Name}}: how many", '    prompt: "{{Name',
        "'{{Name}}' is no name; allowed: {{name}}, or {{name|form}} with a form of 'year', "
        "'date', 'number'"),
    "an unknown form": (
        'answer: "{{flour}}"', 'answer: "{{flour|grams}}"', '    answer: "{{flour',
        "the form 'grams' of {{flour|grams}} is unknown; allowed: 'year', 'date', 'number'"),
    "a form that the value cannot take": (
        "{{name}}: how many", "{{name|year}}: how many", '    prompt: "{{name',
        "{{name|year}}: 'Rye' cannot be written as a year"),
    "an answer that is no number": (
        'answer: "{{flour}}"', 'answer: "{{name}}"', '    answer: "{{name',
        "answer: 'Rye' is not a number"),
    "a look-up that finds nothing": (
        "{id: wheat, loaf: wheat", "{id: wheat, loaf: spelt", "      flour:",
        "variant 'wheat': 0 rows of 'loaves' fit id='spelt'; exactly one is needed"),
    "a look-up in an unknown column": (
        'where: {id: "{{loaf}}"}, value: flour', 'where: {name: "{{loaf}}"}, value: flour',
        "      flour:", "variant 'rye': table 'loaves' has no column 'name'; it has 'id', 'flour'"),
    "a look-up of a name that nothing fills": (
        'where: {id: "{{loaf}}"}', 'where: {id: "{{bread}}"}', "      flour:",
        "{{bread}} is filled by nothing; allowed: 'loaf', 'name'"),
    "an unknown key of a look-up": (
        'where: {id: "{{loaf}}"}, value: flour', 'where: {id: "{{loaf}}"}, column: flour',
        "      flour:", "unknown key 'column'; allowed: 'table', 'where', 'value', 'aggregate'"),
    "values without variants": (
        "    variants:\n      - {id: rye, loaf: rye, name: Rye}\n      - {id: wheat, loaf: wheat, "
        "name: Wheat}\n", "", "    values:", "'values' go with 'variants'"),
    "a value of the name of a key": (
        "      flour: {table", "      name: {table", "      name:",
        "'name' is a key of the variants already"),
    "a name that cannot stand in braces": (
        "{id: rye, loaf: rye, name: Rye}\n      - {id: wheat, loaf: wheat, name: Wheat}",
        "{id: rye, loaf: rye, Name: Rye}\n      - {id: wheat, loaf: wheat, Name: Wheat}",
        "      - {id: rye", "'Name' cannot stand in {{}}; allowed: small letters, digits, "
        "underscores"),
    "what only the bank sets": (
        "    variants:\n", "    variant: rye\n    variants:\n", "    variant: rye",
        "unknown key 'variant'; a question made from data has 'variants'"),
    "an answer in quotation marks": (
        'answer: "{{flour}}"', 'answer: "13"', '    answer: "13"', "answer: '13' is not a number"),
    "an answer that YAML takes for true": (
        'answer: "{{flour}}"', "answer: true", "    answer: true", "answer: true is not a number"),
    "a unit that is a sentence": (
        'answer: "{{flour}}"', f"answer: 13\n    unit: {'gram ' * 30}", "    unit:",
        "unit: the text has 149 characters; at most 100"),
    "an id without end": (
        "id: flour-of-each", f"id: {'flour-' * 20}x", "  - id: flour-flour",
        "id: the text has 121 characters; at most 100"),
    "a unit that swallows the answer": (
        'answer: "{{flour}}"', "answer: 13\n    unit: 3 g", "    unit:", "unit: beside '3 g' the "
        "right answer, typed as '13', is not read as right; write it without digits and signs"),
}

DOUGH = {
    "an empty chapter": (
        "chapter: 01-dough", "chapter: ''", "chapter: ''", "chapter: the text is empty"),
    "a chapter that is a number": (
        "chapter: 01-dough", "chapter: 1", "chapter: 1", "chapter: 1 is not text; put quotes"),
    "no chapter": ("chapter: 01-dough\n", "", "questions:", "the key 'chapter' is missing"),
    "a section to read again that there is not": (
        "      - text: Salt\n", "      - text: Salt\n        reread: what-falls\n",
        "        reread: what-falls", "section 'what-falls' is no heading of 01-dough; allowed: "
        "'flour-and-water', 'what-rises'"),
    "a chapter to read again that there is not": (
        "      - text: Salt\n", "      - text: Salt\n        reread: 09-moons#craters\n",
        "        reread: 09-moons", "chapter '09-moons' is not in course.yml; allowed: '00-start', "
        "'01-dough', '02-oven'"),
    "a section of a chapter that is not written": (
        "      - text: Salt\n", "      - text: Salt\n        reread: 02-oven#heat\n",
        "        reread: 02-oven", "section 'heat' is no heading of 02-oven; it has none yet"),
    "a misconception of a right option": (
        "        key: true\n", "        key: true\n        misconception: crumb-is-outside\n",
        "        misconception:", "a right option stands for no misconception"),
    "an unknown misconception": (
        "      - text: Salt\n", "      - text: Salt\n        misconception: crumb-is-inside\n",
        "        misconception:", "misconception 'crumb-is-inside' is not in misconceptions.yml; "
        "did you mean 'crumb-is-outside'?"),
    "an unknown misconception of a mistake": (
        "      - {value: -1343, ", "      - {value: -1343, misconception: less, ",
        "      - {value: -1343", "misconception 'less' is not in misconceptions.yml; add it to "
        "misconceptions.yml"),
    "a misconception of the category an item belongs to": (
        "      - text: Sponge\n", "      - text: Sponge\n        misconceptions: {cake: "
        "crumb-is-outside}\n", "        misconceptions:",
        "a misconception for 'cake', which is no wrong category of this item; allowed: 'bread'"),
    "feedback that stands for all others where each needs its own": (
        "bread: It is half sugar., cake", "otherwise: It is half sugar., cake",
        "        feedback: {otherwise", "feedback is missing for 'bread'; every placing needs"),
    "an option whose key is a list": (
        "        key: true\n", "        key: [true]\n", "        key: [",
        "key: [true] is not true or false"),
    "a where that is neither a value nor a condition": (
        "where: {id: rye}", "where: {id: {is: rye}}", "    proof:", "unknown key 'is'; allowed: "
        "'min', 'max', 'not_in', 'known'"),
    "a look-up that gives more than a number can hold": (
        "gives: 1343}", f"gives: {10**400}}}", "    proof:", "the look-up gives 1000000000000000"),
    "a look-up rounded beyond all digits": (
        "gives: 1343}", "gives: 1343, round: -1000000000}", "    proof:",
        "round: Input should be greater than or equal to -15"),
    "a look-up for a number of too many digits": (
        "where: {id: rye}", f"where: {{id: 0x{'f' * 6000}}}", "    proof:",
        "fails: 'where' asks for id this number, which is a number; loaves.id holds text"),
    "a where without a value": (
        "where: {id: rye}", "where: {id: }", "    proof:", "id: nothing stands here; a mapping "
        "or a list or true or false or a number or text is needed"),
}

MISCONCEPTIONS = {
    "an id with capitals": (
        "  crumb-is-outside:", "  Crumb-Is-Outside:", "  Crumb-Is-Outside:",
        "misconceptions: 'Crumb-Is-Outside' is not allowed; allowed: small letters, digits"),
    "an id that is a number": (
        "  crumb-is-outside:", "  7: {belief: x, correction: y}\n  crumb-is-outside:",
        "  7:",
        "misconceptions: 7 is not text; put quotes round it"),
    "an id twice": (
        "  crumb-is-outside:", "  ovens-have-one-heat: Again.\n  crumb-is-outside:",
        "  ovens-have-one-heat: Again.", "key 'ovens-have-one-heat' stands twice"),
    "a belief that is empty": (
        "An oven is hot or it is not.", "' '", "    belief: ' '",
        "belief: the text is empty"),
    "a belief that is a number": (
        "An oven is hot or it is not.", "250", "    belief: 250",
        "belief: 250 is not text; put quotes round it"),
    "a belief with a picture": (
        "An oven is hot or it is not.", "'![hot](oven.png)'", "    belief: '!",
        "ovens-have-one-heat: the picture 'oven.png': pictures are not allowed"),
    "a belief without end": (
        "An oven is hot or it is not.", "x" * 5001, "    belief: xx",
        "belief: the text has 5001 characters; at most 5000"),
    "a belief without its correction": (
        "    correction: An oven has many heats, and each bread wants its own.\n", "",
        "  ovens-have-one-heat:", "'correction' is missing"),
    "a belief alone": (
        "    belief: An oven is hot or it is not.\n"
        "    correction: An oven has many heats, and each bread wants its own.\n",
        "    An oven is hot.\n", "  ovens-have-one-heat:",
        "ovens-have-one-heat: the belief stands without its correction; write 'belief' and "
        "'correction', a sentence each"),
    "a correction that is empty": (
        "An oven has many heats, and each bread wants its own.", "' '", "    correction: ' '",
        "correction: the text is empty"),
    "a correction with a picture": (
        "An oven has many heats, and each bread wants its own.", "'![hot](oven.png)'",
        "    correction: '!",
        "ovens-have-one-heat: the picture 'oven.png': pictures are not allowed"),
    "a correction that repeats the belief": (
        "An oven has many heats, and each bread wants its own.", "An oven is hot or it is *not*.",
        "    correction: An oven is", "the correction repeats the belief; say what is so instead"),
    "a misconception with a key too many": (
        "    belief: An oven", "    source: none\n    belief: An oven", "    source:",
        "unknown key 'source'"),
    "a list": (
        bakery.MISCONCEPTIONS, "- a list\n", "- a list",
        "the register has the key 'misconceptions', a mapping of ids to beliefs"),
    "an empty file": (
        bakery.MISCONCEPTIONS, "", "",
        "the register has the key 'misconceptions', a mapping of ids to beliefs"),
    "another key": (
        "misconceptions:", "beliefs: {}\nmisconceptions:", "beliefs:",
        "unknown key 'beliefs'; allowed: 'misconceptions'"),
    "beliefs in a list": (
        bakery.MISCONCEPTIONS, "misconceptions: [one, two]\n", "misconceptions:",
        "misconceptions: ['one', 'two'] is not a mapping"),
    "no YAML": (
        "misconceptions:", "misconceptions: [", "    belief:",
        "not YAML: "),
}

FILES = {
    "02-oven.yml": TRUTH | SHORT,
    "02-oven.yml#match": MATCH,
    "02-oven.yml#order": ORDER,
    "02-oven.yml#fill": FILL,
    "02-oven.yml#point": POINT,
    "02-oven.yml#variants": VARIANTS,
    "01-dough.yml": DOUGH,
    "misconceptions.yml": MISCONCEPTIONS,
}
CASES = [pytest.param(name.partition("#")[0], *case, id=f"{name.partition('#')[2]} {what}".strip())
         for name, table in FILES.items() for what, case in table.items()]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return bakery.write(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def change(sound):
    """Changes one file of the sound course, and puts it back."""
    kept = {path: path.read_bytes() for path in (sound / "quizzes").glob("*.yml")}

    def put(name, old, new):
        path = sound / "quizzes" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path.read_text(encoding="utf-8")

    yield put
    for path, content in kept.items():
        path.write_bytes(content)


def refused(root):
    with pytest.raises(BankError) as error:
        _ = Course(root).bank
    return [str(fault) for fault in error.value.faults]


def test_the_course_that_is_broken_here_is_sound(sound):
    assert len(Course(sound).bank.questions) == 14


@pytest.mark.parametrize(("name", "old", "new", "place", "message"), CASES)
def test_a_broken_file_is_refused_with_its_line_and_what_is_allowed(
    sound, change, name, old, new, place, message
):
    text = change(name, old, new)
    assert place in text, f"{place!r} is not in the changed file"
    line = text[: text.index(place)].count("\n") + 1
    found = refused(sound)
    assert any(fault.startswith(f"quizzes/{name}:{line}: ") and message in fault
               for fault in found), found


@pytest.mark.parametrize("points", [
    "", "NaN", "2 2", "2 2,8 2", "2 2,8 2,8", "2 2,8 2,8 x", "2 2 8 2", "2 2,8 2,8 800",
])
def test_an_outline_that_is_none_is_named_with_its_line(sound, points):
    path = sound / "data" / "shapes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("12 2,30 2,30 8,12 8,12 2", points), encoding="utf-8")
    try:
        found = [fault for fault in refused(sound) if "no outline" in fault]
    finally:
        path.write_text(text, encoding="utf-8")  # one course serves all tests here
    assert len(found) == 1
    assert "line 3 of table 'shapes' holds no outline; 'points' are at least three" in found[0]


def test_one_form_that_fits_nothing_is_one_fault(sound, change):
    change("01-dough.yml", "where: {id: rye}", "where: {id: }")
    assert len(refused(sound)) == 1


def test_a_register_that_cannot_be_read_makes_no_misconception_unknown(sound, change):
    change("misconceptions.yml", "misconceptions:", "misconceptions: [")
    [fault] = refused(sound)
    assert fault.startswith("quizzes/misconceptions.yml:")


def test_a_register_with_one_faulty_belief_still_knows_the_others(sound, change):
    change("misconceptions.yml", "An oven is hot or it is not.", "'![hot](oven.png)'")
    change("02-oven.yml", "misconception: crumb-is-outside\n", "misconception: nobody-thinks-so\n")
    assert len(refused(sound)) == 2


def test_a_course_without_a_register_may_name_no_misconception(sound, change):
    (sound / "quizzes" / "misconceptions.yml").unlink()
    found = refused(sound)
    assert len(found) == 8
    assert all("is not in misconceptions.yml; add it to misconceptions.yml" in one for one in found)


def test_a_chapter_to_read_again_that_cannot_be_read_hides_no_other_fault(sound, change):
    notebook = sound / "notebooks" / "00-start.ipynb"
    before = notebook.read_bytes()
    try:
        notebook.write_text("{")
        change("01-dough.yml", "      - text: Salt\n",
               "      - text: Salt\n        reread: 00-start#how-to-begin\n")
        change("01-dough.yml", "value: -1343", "value: 1343")
        found = refused(sound)
    finally:
        notebook.write_bytes(before)
    assert len(found) == 2
    assert found[0].startswith("notebooks/00-start.ipynb:1: not a notebook")
    assert "the range 1343 to 1343 overlaps the key" in found[1]


def test_a_message_cuts_what_it_quotes_where_that_is_long(sound, change):
    change("02-oven.yml", "type: truth", f"type: {'x' * 20_000}")
    [fault] = refused(sound)
    assert len(fault) < 400
