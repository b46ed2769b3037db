/**
 * The record: the answers a reader gave, kept by the browser, and what follows from them.
 *
 * The book's side of `coursekit.quiz.record`; both run the same cases. Each attempt has a key
 * of its own: two tabs that write at once lose nothing, and a tab that is closed in between
 * leaves whole attempts. What cannot be read is set aside and never written over.
 *
 * @typedef {{id: string, question: string, version: string, variant: string, quiz: string,
 *   response: any, score: number, correct: boolean, confidence: string, hints: number,
 *   solution: boolean, seconds: number, at: string, where: string}} RecordAttempt
 * @typedef {{parameters: number[], desired_retention: number, maximum_interval: number}} Scheduling
 * @typedef {{due: number, stability: number, difficulty: number, urgent: boolean,
 *   last: string}} Scheduled times in milliseconds, stability in days
 * @typedef {[question: string, objective: string, chapter: string]} Asked
 * @typedef {{code: string, reason: string}} Fault
 */
coursekit.record = (() => {
  /** @typedef {RecordAttempt} Attempt */

  const HOUR = 3600e3;
  const DAY = 24 * HOUR;
  const FORMAT = "coursekit-record";
  const VERSION = 1;
  const LONGEST_FILE = 50e6;
  const MOST_ATTEMPTS = 200e3;
  /** Milliseconds. Another tab that loads a record writes thousands of keys. */
  const TOLD_AFTER = 50;

  /** What a call gives, or undefined where it throws. @template T @param {() => T} call */
  function safely(call) {
    try { return call(); } catch { return undefined; }
  }

  /** Why something was not done, in the reader's language. @param {string} code @param {...any} values */
  function fault(code, ...values) {
    const words = coursekit.words.progress ?? {};
    const language = safely(() => localStorage.getItem("coursekit-language"))
      ?? document.documentElement.lang;
    /** @type {string} */
    const text = (words[language] ?? words.en)?.[code] ?? code;
    return { code, reason: text.replace(/\{(\d)\}/g, (_, place) => values[place]) };
  }

  // Attempts -----------------------------------------------------------------------

  /** @typedef {(value: any) => boolean} Test */
  /** @param {RegExp} shape @returns {Test} */
  const text = (shape) => (value) => typeof value === "string" && shape.test(value);
  /** @param {string} length @returns {Test} */
  const visible = (length) =>
    text(new RegExp(`^[^\\x00-\\x20\\x7f-\\xa0\\ud800-\\udfff]{${length}}$`, "u"));
  /** @param {number} most @returns {Test} */
  const upTo = (most) => (value) => typeof value === "number" && value >= 0 && value <= most;
  /** @type {Test} */
  const flag = (value) => typeof value === "boolean";

  /** What a part may be, and what it is where it is missing. @type {[string, Test, any?][]} */
  const PARTS = [
    ["id", text(/^[0-9a-f]{32}$/)],
    ["question", visible("1,100")],
    ["version", text(/^([0-9a-f]{8})?$/), ""],
    ["variant", visible("0,100"), ""],
    ["quiz", visible("0,2000"), ""],
    ["response", (value) => canonical(value).length <= 10_000],
    ["score", upTo(1)],
    ["correct", flag],
    ["confidence", text(/^(sure|fairly|guess|)$/), ""],
    ["hints", (value) => [0, 1, 2, 3].includes(value), 0],
    ["solution", flag, false],
    ["seconds", upTo(Number.MAX_SAFE_INTEGER), 0],
    ["at", (value) => text(/^(19[7-9]|2)/)(value) && new Date(value).toISOString() === value],
    ["where", text(/^(book|lab|terminal|)$/), ""],
  ];

  /**
   * JSON without spaces, its keys sorted. Error for what not every reader would keep.
   * @param {any} value @returns {string}
   */
  function canonical(value, depth = 20) {
    if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER) throw RangeError();
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    if (!depth) throw RangeError();
    if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth - 1))}]`;
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth - 1)}`)}}`;
  }

  /** The attempt that a value holds. Error that names the part which is wrong. @param {any} value */
  function attemptOf(value) {
    /** @type {any} */
    const attempt = {};
    for (const [part, allowed, otherwise] of PARTS) {
      const found = Object.hasOwn(Object(value), part) ? value[part] : otherwise;
      if (!safely(() => allowed(found))) throw Error(part);
      // A copy, which nobody else can change.
      attempt[part] = part === "response" ? JSON.parse(canonical(found)) : found;
    }
    return /** @type {Attempt} */ (attempt);
  }

  /** An attempt as a line of a record file. @param {any} attempt */
  const line = (attempt) => `{${PARTS.map(([part]) => `"${part}":${canonical(attempt[part])}`)}}`;

  /** @param {string} a @param {string} b */
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /** Which of two attempts with one id stays. @param {Attempt|undefined} known @param {Attempt} other */
  const settled = (known, other) => (known && canonical(known) <= canonical(other) ? known : other);

  /** Attempts, each once, in order. @param {Iterable<Attempt>} attempts */
  function merged(attempts) {
    /** @type {Map<string, Attempt>} */
    const found = new Map();
    for (const one of attempts) found.set(one.id, settled(found.get(one.id), one));
    return [...found.values()].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  }

  /** The text of a record file. @param {Attempt[]} attempts @param {string} course */
  function dump(attempts, course) {
    const head = `"format":"${FORMAT}","version":${VERSION},"course":${JSON.stringify(course)}`;
    return `{${head},"attempts":[${attempts.map((one) => `\n${line(one)}`)}\n]}\n`;
  }

  /**
   * The attempts of a record file, or why none of it is taken.
   * @param {string} written @param {string} course @returns {Attempt[]|Fault}
   */
  function parse(written, course) {
    if (written.length > LONGEST_FILE) return fault("file");
    const file = safely(() => JSON.parse(written.replace(/^\ufeff/, "")));
    if (file?.format !== FORMAT || !Number.isInteger(file.version) || file.version < 1) return fault("file");
    if (file.version > VERSION) return fault("newer");
    if (file.course !== course) return fault("course", String(file.course).slice(0, 60), course);
    if (!Array.isArray(file.attempts) || file.attempts.length > MOST_ATTEMPTS) return fault("file");
    /** @type {Attempt[]} */
    const attempts = [];
    for (const one of file.attempts) {
      try { attempts.push(attemptOf(one)); } catch (error) {
        return fault("attempt", attempts.length + 1, /** @type {Error} */ (error).message);
      }
    }
    return merged(attempts);
  }

  /**
   * The attempts in order, none later than `now`, as `by_now` in Python. What a wrong clock dated
   * ahead counts as now, and not at all where the question has attempts whose time has come.
   * @param {Iterable<Attempt>} attempts @param {number} now
   */
  function byNow(attempts, now) {
    const all = merged(attempts);
    const come = all.filter(({ at }) => Date.parse(at) <= now);
    const known = new Set(come.map(({ question }) => question));
    const ahead = all.slice(come.length).filter(({ question }) => !known.has(question)).reverse();
    return merged([...come, ...ahead.map((one, place) => ({ ...one, at: new Date(now - place).toISOString() }))]);
  }

  // What follows from them -----------------------------------------------------------

  /** The attempts at each question, in order. @param {Iterable<Attempt>} attempts */
  function histories(attempts) {
    /** @type {Map<string, Attempt[]>} */
    const found = new Map();
    for (const one of merged(attempts)) {
      const own = found.get(one.question);
      if (own) own.push(one);
      else found.set(one.question, [one]);
    }
    return found;
  }

  /**
   * Those attempts at one question that count: the first, and each an hour or more after the
   * last of these. What lies between shows what feedback has just said.
   * @param {Attempt[]} attempts
   */
  function reviews(attempts) {
    let last = -Infinity;
    return merged(attempts).filter(({ at }) => {
      if (Date.parse(at) - last < HOUR) return false;
      last = Date.parse(at);
      return true;
    });
  }

  /** How it went, in the numbers of FSRS: 1 again, 2 hard, 3 good, 4 easy. @param {Attempt} attempt */
  function rating({ correct, hints, confidence }) {
    if (!correct) return 1;
    if (hints || confidence === "guess") return 2;
    return confidence === "sure" ? 4 : 3;
  }

  /** @param {Attempt} attempt */
  const unaided = ({ correct, hints, solution }) => correct && !hints && !solution;

  /** How a question stands: "new", "missed", "right" or "kept". @param {Attempt[]} attempts at it */
  function state(attempts) {
    const own = merged(attempts);
    if (!own.length) return "new";
    if (!unaided(own[own.length - 1])) return "missed";
    const latest = reviews(own).reverse();
    const broken = latest.findIndex((one) => !unaided(one));
    const run = latest.slice(0, broken < 0 ? latest.length : broken).map(({ at }) => Date.parse(at));
    return run[0] - run[run.length - 1] >= DAY ? "kept" : "right";
  }

  /**
   * When each question is due again, by FSRS-6 without learning steps and without chance.
   * @param {Iterable<Attempt>} attempts @param {Scheduling} scheduling
   */
  function schedule(attempts, { parameters: w, desired_retention: wanted, maximum_interval: longest }) {
    const power = (/** @type {number} */ x) => Math.E ** x;
    const factor = 0.9 ** (-1 / w[20]) - 1;
    /** @param {number} rated */
    const firstDifficulty = (rated) => w[4] - power(w[5] * (rated - 1)) + 1;

    /** @param {number} s stability @param {number} d difficulty @param {number} rated @param {number} days */
    function nextStability(s, d, rated, days) {
      if (days < 1) {
        const gain = power(w[17] * (rated - 3 + w[18])) * s ** -w[19];
        return s * (rated > 1 ? Math.max(gain, 1) : gain);
      }
      const forgotten = 1 - (1 + factor * days / s) ** -w[20];
      if (rated === 1) {
        return Math.min(s / power(w[17] * w[18]),
          w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * power(forgotten * w[14]));
      }
      return s * (1 + power(w[8]) * (11 - d) * s ** -w[9] * (power(forgotten * w[10]) - 1)
        * (rated === 2 ? w[15] : 1) * (rated === 4 ? w[16] : 1));
    }

    /** @param {number} d difficulty @param {number} rated */
    const nextDifficulty = (d, rated) =>
      w[7] * firstDifficulty(4) + (1 - w[7]) * (d - (10 - d) * w[6] * (rated - 3) / 9);

    /** @type {Map<string, Scheduled>} */
    const found = new Map();
    for (const [question, own] of histories(attempts)) {
      let [stability, difficulty, before] = [0, 0, NaN];
      let last = own[0];
      for (const review of reviews(own)) {
        const [rated, time] = [rating(review), Date.parse(review.at)];
        [stability, difficulty] = review === own[0]
          ? [w[rated - 1], firstDifficulty(rated)]
          : [nextStability(stability, difficulty, rated, Math.floor((time - before) / DAY)),
            nextDifficulty(difficulty, rated)];
        stability = Math.max(stability, 0.001);
        difficulty = Math.min(Math.max(difficulty, 1), 10);
        [before, last] = [time, review];
      }
      const days = even(stability / factor * (wanted ** (-1 / w[20]) - 1));
      found.set(question, {
        due: before + Math.min(Math.max(days, 1), longest) * DAY,
        stability, difficulty, last: last.id,
        urgent: !last.correct && last.confidence === "sure",
      });
    }
    return found;
  }

  /** Rounded as Python rounds: from halfway to the even number. @param {number} x */
  const even = (x) => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

  /**
   * The questions to ask again: those answered wrong and with certainty first, then the
   * others, and in both chapters take turns.
   * @param {Iterable<Attempt>} attempts @param {Record<string, string>} chapters of all questions
   * @param {Date|string|number} now @param {Scheduling} scheduling
   */
  const dueList = (attempts, chapters, now, scheduling) =>
    queue(schedule(byNow(attempts, Number(new Date(now))), scheduling), chapters, now);

  /**
   * @param {Map<string, Scheduled>} scheduled @param {Record<string, string>} chapters
   * @param {Date|string|number} now
   */
  function queue(scheduled, chapters, now) {
    const due = [...scheduled]
      .filter(([id, one]) => Object.hasOwn(chapters, id) && one.due <= Number(new Date(now)))
      .sort(([a, one], [b, other]) => one.due - other.due
        || compare(chapters[a], chapters[b]) || compare(a, b));
    return [true, false].flatMap((urgent) => {
      /** By chapter, the one with the earliest first. @type {Map<string, string[]>} */
      const piles = new Map();
      for (const [id, one] of due) {
        if (one.urgent === urgent) piles.set(chapters[id], [...piles.get(chapters[id]) ?? [], id]);
      }
      return due.flatMap((_, turn) => [...piles.values()].flatMap((pile) => pile[turn] ?? []));
    });
  }

  /**
   * How far a reader has come, in the form of Python's `record.mastery.report`.
   * @param {Attempt[]} attempts @param {Asked[]} questions @param {Date|string|number} now
   * @param {Scheduling} scheduling
   */
  function report(attempts, questions, now, scheduling) {
    const [every, moment] = [attempts, Number(new Date(now))];
    attempts = byNow(every, moment);
    const chapters = chaptersOf(questions);
    const tried = histories(attempts.filter(({ question }) => Object.hasOwn(chapters, question)));
    const scheduled = schedule([...tried.values()].flat(), scheduling);
    const due = queue(scheduled, chapters, now);
    const states = Object.fromEntries(questions.map(([id]) => [id, state(tried.get(id) ?? [])]));

    /** @param {1|2} place */
    function sums(place) {
      /** @type {Map<string, string[]>} */
      const groups = new Map();
      for (const one of questions) groups.set(one[place], [...groups.get(one[place]) ?? [], one[0]]);
      return Object.fromEntries([...groups].map(([group, ids]) => [group, sum(ids)]));
    }
    /** @param {string[]} ids */
    function sum(ids) {
      const count = (/** @type {Test} */ test) => ids.filter(test).length;
      const kept = count((id) => states[id] === "kept");
      const right = kept + count((id) => states[id] === "right");
      const answered = count((id) => states[id] !== "new");
      const most = (/** @type {number} */ some) => some * 5 >= ids.length * 4;
      return { n: ids.length, answered, right, kept, due: count((id) => due.includes(id)),
        level: !answered ? "new" : most(kept) ? "kept" : most(right) ? "met" : "begun" };
    }
    /** @param {string} quiz @param {0|-1} which of its sittings */
    const sat = (quiz, which) => Object.fromEntries(
      [...histories(byNow(every.filter((one) => one.quiz === quiz), moment))]
        .map(([id, own]) => [id, reviews(own).at(which)?.correct]));

    return {
      questions: states, objectives: sums(1), chapters: sums(2),
      due, next: coming(scheduled, due), attempts: every.length,
      before: sat("ck-quiz-diagnostic", 0), after: sat("ck-quiz-final", -1),
    };
  }

  /**
   * When the first is due, where nothing is due now. Which day that is, is the reader's affair.
   * @param {Map<string, Scheduled>} scheduled @param {string[]} due
   */
  function coming(scheduled, due) {
    const first = Math.min(...[...scheduled.values()].map((one) => one.due));
    return due.length || first === Infinity ? "" : new Date(first).toISOString();
  }

  /** @param {Asked[]} questions @returns {Record<string, string>} */
  const chaptersOf = (questions) =>
    Object.fromEntries(questions.map(([id, , chapter]) => [id, chapter]));

  // What is kept -------------------------------------------------------------------

  /**
   * The record of one course. What the browser does not keep counts as long as the page is
   * open, and `notice` says so.
   * @param {string} course @param {Storage|null} [storage]
   */
  function openRecord(course, storage = safely(() => localStorage) ?? null) {
    const OWN = `coursekit:${course}:`;
    const KEPT = `${OWN}attempt:`;
    const ASIDE = `${OWN}damaged:`;
    // Where there is none, its calls throw, as they do where the browser forbids them.
    const store = /** @type {Storage} */ (storage);
    /** What only this page holds. @type {Map<string, Attempt>} */
    const loose = new Map();
    /** What was read before, so that it need not be checked again. @type {Map<string, [string, Attempt]>} */
    const read = new Map();
    /** @type {Set<() => void>} */
    const calls = new Set();
    let refused = safely(() => store.length) === undefined;
    let timer = 0;

    const tell = () => calls.forEach((call) => call());
    /** @param {string} start */
    const keys = (start) =>
      (safely(() => Object.keys(store)) ?? []).filter((key) => key.startsWith(start));

    /** The attempt under a key. A damaged one is moved to where nobody writes. @param {string} key */
    function entry(key) {
      const written = store.getItem(key);
      if (written === null) return undefined;
      const before = read.get(key);
      if (before?.[0] === written) return before[1];
      const attempt = safely(() => attemptOf(JSON.parse(written)));
      if (attempt && KEPT + attempt.id === key) {
        read.set(key, [written, attempt]);
        return attempt;
      }
      let place = `${ASIDE}${new Date().toISOString()}:${key.slice(KEPT.length)}`;
      while (store.getItem(place) !== null) place += "+";
      // Without room for a copy it stays where it is.
      safely(() => store.setItem(place, written));
      if (store.getItem(place) === written) store.removeItem(key);
      return undefined;
    }

    const all = () => merged([
      ...keys(KEPT).flatMap((key) => safely(() => entry(key)) ?? []), ...loose.values()]);

    /** Keep an attempt; gives why it could not be kept. @param {Attempt} attempt */
    function put(attempt) {
      const key = KEPT + attempt.id;
      try {
        const known = entry(key);
        if (!known && store.getItem(key) !== null) return "full";
        if (known && settled(known, attempt) === known) return "";
        store.setItem(key, line(attempt));
        refused = store.getItem(key) !== line(attempt);
        if (!refused) return "";
      } catch (error) {
        // Some private windows have a storage in which there is no room at all.
        const full = /quota/i.test(/** @type {Error} */ (error).name);
        if (full && safely(() => store.length)) return "full";
      }
      refused = true;
      return "refused";
    }

    window.addEventListener("storage", ({ key }) => {
      if (key && !key.startsWith(OWN)) return;
      timer ||= setTimeout(() => { timer = 0; tell(); }, TOLD_AFTER);
    });
    // A page that is gone back to was told nothing in between.
    window.addEventListener("pageshow", ({ persisted }) => { if (persisted) tell(); });

    return {
      /**
       * Keep an answer: saved once it stands in the storage, else with the reason.
       * @param {any} given @returns {{saved: boolean, code?: string, reason?: string}}
       */
      add(given) {
        const attempt = safely(() => attemptOf(given));
        if (!attempt) return { saved: false, ...fault("other") };
        const why = put(attempt);
        if (why) loose.set(attempt.id, attempt);
        else loose.forEach((one) => put(one) || loose.delete(one.id));
        tell();
        return why ? { saved: false, ...fault(why) } : { saved: true };
      },

      /** The answers in order, at all questions or at some. @param {Iterable<string>} [questions] */
      attempts(questions) {
        const wanted = questions && new Set(questions);
        return all().filter(({ question }) => !wanted || wanted.has(question));
      },

      /**
       * Add what a record file holds: how many were new, how many known, and why not all.
       * @param {string} written @returns {{added: number, known: number, code?: string, reason?: string}}
       */
      merge(written) {
        const given = parse(written, course);
        if (!Array.isArray(given)) return { added: 0, known: 0, ...given };
        const before = new Map(all().map((one) => [one.id, one]));
        const fresh = given.filter(({ id }) => !before.has(id)).length;
        const known = given.length - fresh;
        let added = 0;
        for (const one of given) {
          const own = before.get(one.id);
          if (own && settled(own, one) === own) continue;
          const why = put(one);
          if (why === "full") {
            tell();
            return { added, known, ...fault("partly", added, fresh) };
          }
          if (why) loose.set(one.id, one);
          if (!own) added += 1;
        }
        tell();
        return { added, known };
      },

      /** The record as a file holds it. */
      text: () => dump(all(), course),

      /** Remove all answers in this course and what was set aside; gives whether they are gone. */
      clear() {
        const left = () => [...keys(KEPT), ...keys(ASIDE)];
        loose.clear();
        left().forEach((key) => safely(() => store.removeItem(key)));
        tell();
        return !left().length;
      },

      /** What the reader should know of how answers are kept; empty where all is well. */
      notice() {
        const stuck = keys(KEPT).filter((key) => safely(() => !entry(key) && store.getItem(key) !== null));
        const aside = keys(ASIDE).length + stuck.length;
        return [
          ...(refused ? [fault("refused")] : []),
          ...(aside ? [fault("damaged", aside)] : []),
          ...(loose.size ? [fault("loose", loose.size)] : []),
        ].map(({ reason }) => reason).join(" ");
      },

      /** Whether the browser keeps an answer. @param {string} id */
      keeps: (id) => Boolean(safely(() => store.getItem(KEPT + id))),

      /** Be told of changes, here or in another tab; gives how to stop. @param {() => void} call */
      watch(call) {
        calls.add(call);
        return () => { calls.delete(call); };
      },
    };
  }

  // The host's side of a front end ---------------------------------------------------

  /** @typedef {ReturnType<typeof openRecord>} Kept */
  /** @typedef {{spec: any, schedule?: Scheduling, limit?: number}} Given what the page holds */
  /** @type {Map<string, Kept>} */
  const opened = new Map();

  /**
   * What a front end is given of the record.
   * @param {Kept} record @param {Given} given @param {string} kind "quiz" or "progress"
   * @returns {Record<string, any>}
   */
  function initial(record, { spec, schedule: scheduling, limit = Infinity }, kind) {
    /** @type {Asked[]} */
    const questions = spec.questions.map((/** @type {any} */ one) =>
      (Array.isArray(one) ? one : [one.id, one.objective, one.chapter]));
    const [now, notice] = [Date.now(), record.notice()];
    if (kind === "progress") {
      return { notice, report: report(record.attempts(), questions, now, /** @type {any} */ (scheduling)) };
    }
    const history = byNow(record.attempts(questions.map(([id]) => id)), now);
    if (spec.kind !== "review") return { notice, history };
    const scheduled = schedule(history, /** @type {any} */ (scheduling));
    const due = queue(scheduled, chaptersOf(questions), now);
    return { notice, history, due: { ids: due.slice(0, limit), all: due.length,
      next: coming(scheduled, due), any: history.length > 0 } };
  }

  /**
   * The answer to what a front end sends.
   * @param {Kept} record @param {any} spec @param {any} content
   */
  function respond(record, spec, content) {
    if (content.kind === "attempt") {
      const id = content.attempt?.id;
      const { saved, ...why } = record.add(content.attempt);
      return saved ? { kind: "saved", id } : { kind: "failed", id, ...why };
    }
    if (content.kind === "export") {
      // The reader's own day, which Swedes write as files want it.
      const day = new Date().toLocaleDateString("sv");
      return { kind: "file", name: `${spec.course}-answers-${day}.json`, text: record.text() };
    }
    if (content.kind === "import") {
      const found = record.merge(String(content.text));
      return { kind: found.reason ? "failed" : "merged", ...found };
    }
    if (content.kind === "clear" && record.clear()) return { kind: "cleared" };
    return { kind: "failed", ...fault("other") };
  }

  /**
   * Let a front end of the book keep its answers in this browser, and be told what follows.
   * @param {any} model of the host @param {string} kind "quiz" or "progress"
   */
  function connect(model, kind) {
    const given = { spec: model.get("spec"), schedule: model.get("schedule"), limit: model.get("limit") };
    const { spec } = given;
    if (!spec?.course) return;
    const record = opened.get(spec.course) ?? openRecord(spec.course);
    opened.set(spec.course, record);
    const renew = () => Object.entries(initial(record, given, kind))
      .forEach(([key, value]) => model.set(key, value));
    renew();
    model.respond = (/** @type {any} */ content) => {
      if (content.kind === "due") return renew();
      /** @type {any} */
      const answer = respond(record, spec, content);
      if (answer.kind === "saved") model.set("history", [...model.get("history"), content.attempt]);
      else if (answer.id) waiting.add(answer.id);
      return answer;
    };
    /** Answers of this box that the browser has not kept. @type {Set<string>} */
    const waiting = new Set();
    if (kind !== "progress") {
      // What was refused may be kept by now, and is then not called lost any longer.
      record.watch(() => {
        model.set("notice", record.notice());
        for (const id of waiting) {
          if (record.keeps(id) && waiting.delete(id)) model.fire("msg:custom", { kind: "saved", id });
        }
      });
      return;
    }
    record.watch(renew);
    window.addEventListener("coursekit-language", renew);
    // Questions become due while a page stands open.
    document.addEventListener("visibilitychange", () => { if (!document.hidden) renew(); });
  }

  return { openRecord, connect, initial, respond, report, byNow, schedule, dueList, state, reviews, rating,
    merged, parse, dump, attemptOf, canonical };
})();
