#include "rehearse/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "base/uri.hpp"
#include "rehearse/compare_internal.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

using Kind = Step::Kind;

std::string path_of(const Play& play, const std::string& record) {
    const auto number = play.numbers.find(record);
    if (number == play.numbers.end())
        throw std::runtime_error("the step needs record " + record + ", which was not made");
    return "/api/v1/records/" + percent_encoded(number->second);
}

std::string etag_of(Play& play, const Step& step, const std::string& record) {
    if (step.if_version) return fmt::format("\"{}\"", *step.if_version);
    if (step.act == "recompute")
        return play.stage.ask(step.as, "GET", path_of(play, record) + "/recompute").etag;
    if (step.kind != Kind::edit && step.act != "move") return {};
    // An edit, and a move, must say which version was seen: the one of now.
    const client::HttpAnswer& seen = play.stage.record(step.as, play.numbers.at(record));
    return seen.etag.empty() ? "\"0\"" : seen.etag;
}

// "422 The solution is missing: Describe the solution …".
std::string refusal_text(const client::HttpAnswer& answer) {
    std::string text = fmt::format("{} {}", answer.status, answer.body.string_or_empty("detail"));
    if (const Json* unmet = answer.body.find("unmet"); unmet && unmet->is_array())
        for (const Json& one : unmet->array()) text += fmt::format("\n{}", one.string_or_empty("why"));
    return text;
}

// Uploads what comes with the step, each a small file of its own.
void attach(Play& play, const Step& step, JsonObject& body) {
    if (step.documents.empty()) return;
    JsonArray uploads;
    for (const auto& [name, kind] : step.documents) {
        const client::HttpAnswer answer =
            play.stage.ask(step.as, "POST", "/api/v1/uploads?name=" + percent_encoded(name),
                           Json(fmt::format("{} of line {}", name, step.line)));
        if (answer.status != 201)
            throw std::runtime_error("a document cannot be sent: " + refusal_text(answer));
        JsonObject upload{{"upload", std::string(answer.body.string_or_empty("upload"))}};
        if (!kind.empty()) upload.set("kind", kind);
        uploads.emplace_back(std::move(upload));
    }
    body.set("attachments", std::move(uploads));
}

Json body_of(Play& play, const Step& step) {
    JsonObject body = step.body;
    attach(play, step, body);
    if (step.links.empty()) return body;
    JsonArray links;
    for (const Step::LinkTo& link : step.links) {
        const auto number = play.numbers.find(link.record);
        if (number == play.numbers.end())
            throw std::runtime_error("the step links " + link.record + ", which was not made");
        JsonObject one{{"link", link.link}, {"number", number->second}};
        if (link.remove) one.set("remove", true);
        links.emplace_back(std::move(one));
    }
    body.set("links", std::move(links));
    return body;
}

std::string query_of(const Step& step) {
    std::string query;
    for (const auto& [name, value] : step.query)
        query += (query.empty() ? "?" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
    const bool counts = std::any_of(step.checks.begin(), step.checks.end(),
                                    [](const Check& check) { return check.of == Check::Of::count; });
    return counts ? query + (query.empty() ? "?" : "&") + "count=true" : query;
}

// All that the list holds, unless the step says how much of it.
client::HttpAnswer listed(Play& play, const Step& step) {
    const std::string target = "/api/v1/records" + query_of(step);
    const bool limited =
        std::ranges::any_of(step.query, [](const auto& one) { return one.first == "limit"; });
    return limited ? play.stage.ask(step.as, "GET", target) : play.stage.ask_whole(step.as, target);
}

std::string digest_in(const Json& record, std::string_view approval) {
    const Json* approvals = record.find("approvals");
    if (approvals && approvals->is_array())
        for (const Json& one : approvals->array())
            if (one.string_or_empty("name") == approval) return std::string(one.string_or_empty("digest"));
    return {};
}

// Whoever reads a record votes on what she saw there, until she reads it again.
void note_read(Play& play, const Step& step, const std::string& record, const client::HttpAnswer& answer) {
    const Json* approvals = answer.body.find("approvals");
    if (step.kind != Kind::read || !approvals || !approvals->is_array()) return;
    for (const Json& one : approvals->array())
        play.read[{step.as, record, std::string(one.string_or_empty("name"))}] =
            std::string(one.string_or_empty("digest"));
}

Json ballot_of(Play& play, const Step& step, const std::string& record) {
    JsonObject body = step.body;
    const std::string approval{Json(body).string_or_empty("approval")};
    const auto read = play.read.find({step.as, record, approval});
    std::string digest = read != play.read.end()
                             ? read->second
                             : digest_in(play.stage.record(step.as, play.numbers.at(record)).body, approval);
    // Of what nobody was asked about there is none; the desk must say so, not the reader of the body.
    body.set("digest", digest.empty() ? "none" : digest);
    return body;
}

Stage::Asked asked_on(Play& play, const Step& step, const std::string& record) {
    if (step.kind == Kind::log) return {step.as, "POST", "/api/v1/records", body_of(play, step), {}};
    const std::string path = path_of(play, record);
    switch (step.kind) {
        case Kind::act:
            return {step.as, "POST", path + "/acts/" + step.act, body_of(play, step),
                    etag_of(play, step, record)};
        case Kind::comment: return {step.as, "POST", path + "/comments", body_of(play, step), {}};
        case Kind::vote: return {step.as, "POST", path + "/votes", ballot_of(play, step, record), {}};
        case Kind::edit: return {step.as, "PATCH", path, body_of(play, step), etag_of(play, step, record)};
        default: return {step.as, "GET", path, {}, {}};
    }
}

bool says(const client::HttpAnswer& answer, const std::string& glob) {
    if (matches_glob(answer.body.string_or_empty("detail"), glob)) return true;
    const Json* unmet = answer.body.find("unmet");
    if (!unmet || !unmet->is_array()) return false;
    return std::any_of(unmet->array().begin(), unmet->array().end(),
                       [&](const Json& one) { return matches_glob(one.string_or_empty("why"), glob); });
}

// "comment, solution": the field of each thing that is unmet, or what else it is, each once.
std::vector<std::string> unmet_in(const client::HttpAnswer& answer) {
    std::vector<std::string> names;
    const Json* unmet = answer.body.find("unmet");
    if (!unmet || !unmet->is_array()) return names;
    for (const Json& one : unmet->array()) {
        const std::string_view field = one.string_or_empty("field");
        names.emplace_back(field.empty() ? one.string_or_empty("what") : field);
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

void judge_refusal(const Step& step, const std::string& prefix, const client::HttpAnswer& answer,
                   std::vector<Finding>& findings) {
    const bool done = answer.status >= 200 && answer.status < 300;
    const std::string status = std::to_string(answer.status);
    findings.push_back({prefix + "refused", std::to_string(step.refused->status),
                        done ? status + " done" : status, answer.status == step.refused->status});
    for (const std::string& why : step.refused->why)
        findings.push_back({prefix + "why", why, done ? "done" : refusal_text(answer), says(answer, why)});
    if (step.refused->unmet.empty()) return;
    const std::vector<std::string> unmet = unmet_in(answer);
    findings.push_back({prefix + "unmet", join(step.refused->unmet, ", "),
                        unmet.empty() ? "none" : join(unmet, ", "), unmet == step.refused->unmet});
}

// Whether it was done, or refused as it should be.
void judge(const Step& step, const std::string& record, const client::HttpAnswer& answer,
           std::vector<Finding>& findings) {
    const std::string prefix = step.on.size() > 1 ? record + "." : "";
    const bool done = answer.status >= 200 && answer.status < 300;
    if (!step.refused) {
        if (!done) findings.push_back({prefix + "done", "done", refusal_text(answer), false});
        return;
    }
    judge_refusal(step, prefix, answer, findings);
}

// Who got through is not said, only how many: nobody knows who was quicker.
client::HttpAnswer perform_together(Play& play, const Step& step, std::vector<Finding>& findings) {
    std::vector<Stage::Asked> asked;
    for (const Step& one : step.together)
        asked.push_back(asked_on(play, one, one.on.empty() ? std::string() : one.on.front()));
    const std::vector<client::HttpAnswer> answers = play.stage.ask_together(asked);
    std::size_t done = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const bool through = answers[i].status >= 200 && answers[i].status < 300;
        done += through ? 1 : 0;
        if (through) continue;
        const std::string prefix = step.together[i].as + ".";
        if (step.refused)
            judge_refusal(step, prefix, answers[i], findings);
        else
            findings.push_back({prefix + "done", "done", refusal_text(answers[i]), false});
    }
    findings.push_back({"done", std::to_string(step.done), std::to_string(done), done == step.done});
    play.last_person = step.together.back().as;
    return answers.back();
}

// Gives the records that the step linked to its own the names that it says.
void name_linked(Play& play, const Step& step, std::vector<Finding>& findings) {
    for (const auto& [link, names] : step.names) {
        const client::HttpAnswer& seen = play.stage.record(play.eyes(step), play.numbers.at(step.on.front()));
        std::vector<std::string> fresh;
        if (const Json* links = seen.body.find("links"); links && links->is_array())
            for (const Json& one : links->array()) {
                const std::string number{one.string_or_empty("number")};
                if (one.string_or_empty("link") == link && play.name_of(number) == number)
                    fresh.push_back(number);
            }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i < fresh.size())
                play.numbers[names[i]] = fresh[i];
            else
                findings.push_back({"names." + link, names[i], "no new record is linked so", false});
        }
    }
}

client::HttpAnswer perform(Play& play, const Step& step, std::vector<Finding>& findings) {
    client::HttpAnswer answer;
    if (step.kind == Kind::none) return answer;
    if (step.kind == Kind::together) return perform_together(play, step, findings);
    if (step.kind == Kind::log) {
        answer = play.stage.ask(asked_on(play, step, {}));
        judge(step, step.name, answer, findings);
        if (answer.status == 201 && !step.name.empty())
            play.numbers[step.name] = std::string(answer.body.string_or_empty("number"));
        return answer;
    }
    if (step.kind == Kind::list || step.kind == Kind::oncall) {
        answer = step.kind == Kind::list ? listed(play, step)
                                         : play.stage.ask(step.as, "GET", "/api/v1/oncall" + query_of(step));
        judge(step, {}, answer, findings);
        return answer;
    }
    if (step.kind == Kind::delegate) {
        const char* const path = "/api/v1/me/delegate";
        answer = step.body.empty() ? play.stage.ask(step.as, "DELETE", path)
                                   : play.stage.ask(step.as, "PUT", path, Json(step.body));
        judge(step, {}, answer, findings);
        return answer;
    }
    for (const std::string& record : step.on) {
        answer = play.stage.ask(asked_on(play, step, record));
        note_read(play, step, record, answer);
        judge(step, record, answer, findings);
    }
    return answer;
}

std::string title_of(const Step& step) {
    const std::string on = step.on.empty() ? "" : " on " + join(step.on, ", ");
    switch (step.kind) {
        case Kind::none: return "time passes";
        case Kind::log: return fmt::format("{} logs {}", step.as, step.name.empty() ? "a record" : step.name);
        case Kind::act: return fmt::format("{}: {}{}", step.as, step.act, on);
        case Kind::comment: return fmt::format("{} comments{}", step.as, on);
        case Kind::edit: return fmt::format("{} edits{}", step.as, on);
        case Kind::vote:
            return fmt::format("{} votes {}{}", step.as, Json(step.body).string_or_empty("vote"), on);
        case Kind::delegate:
            return step.body.empty()
                       ? fmt::format("nobody votes for {} any more", step.as)
                       : fmt::format("{} votes for {}", Json(step.body).string_or_empty("person"), step.as);
        case Kind::read: return fmt::format("{} reads{}", step.as, on);
        case Kind::list: return fmt::format("{} lists records", step.as);
        case Kind::oncall: return fmt::format("{} asks who is on call", step.as);
        case Kind::together: {
            std::vector<std::string> all;
            for (const Step& one : step.together) all.push_back(title_of(one));
            return "together: " + join(all, "; ");
        }
    }
    return {};
}

StepResult play_step(Play& play, const Step& step) {
    StepResult result;
    result.when = day_and_local_text(step.at, play.rehearsal.zone);
    result.what = title_of(step);
    result.given = step.given;
    result.untouched = step.untouched();
    result.line = step.line;
    play.stage.turn_to(step.at);
    const client::HttpAnswer answer = perform(play, step, result.findings);
    if (!step.as.empty()) play.last_person = step.as;
    name_linked(play, step, result.findings);
    for (const Check& check : step.checks) result.findings.push_back(compare(play, step, check, answer));
    return result;
}

// What the step passed through, what it looked at, and what it asked to be refused.
void note_touched(Play& play, const Step& step, Cover& cover) {
    const bool expects = !step.checks.empty() || step.refused;
    cover.take(play.stage.news(), expects);
    if (!expects) return;
    const auto number_of = [&](const std::string& record) {
        const auto number = play.numbers.find(record);
        return number == play.numbers.end() ? std::string() : number->second;
    };
    for (const Check& check : step.checks) {
        cover.look_at(number_of(check.record));
        if (check.of == Check::Of::member && check.name == "state")
            cover.ask_state(number_of(check.record), check.expected);
    }
    for (const std::string& record : step.on) {
        cover.look_at(number_of(record));
        if (step.refused && step.kind == Kind::act) cover.ask_act(number_of(record), step.act);
    }
}

}  // namespace

std::size_t Result::differences() const {
    std::size_t count = 0;
    for (const StepResult& step : steps)
        count +=
            static_cast<std::size_t>(std::count_if(step.findings.begin(), step.findings.end(),
                                                   [](const Finding& finding) { return !finding.good; }));
    return count;
}

std::size_t Result::untouched() const {
    return static_cast<std::size_t>(
        std::count_if(steps.begin(), steps.end(), [](const StepResult& step) { return step.untouched; }));
}

Result run(const Rehearsal& rehearsal, const Vocabulary& vocabulary, const desk::ShippedProcess& process,
           const desk::StartInstance& start, bool cover) {
    Result result{rehearsal.file, rehearsal.title, rehearsal.covers, rehearsal.beside, {}, {}, {}};
    const auto play_example = [&](const Rehearsal& one) {
        Stage stage(start, process, one.former, one.start, vocabulary.partners);
        Play play{one, vocabulary, stage, {}, {}, {}};
        Cover touched(*vocabulary.process);
        bool on_former = one.former != 0;
        for (const Step& step : one.steps) {
            if (on_former && !step.given) {
                stage.activate(process.id, vocabulary.process->version);
                on_former = false;
            }
            result.steps.push_back(play_step(play, step));
            if (!one.example.empty())
                result.steps.back().what = fmt::format("[{}] {}", one.example, result.steps.back().what);
            if (cover) note_touched(play, step, touched);
        }
        for (const Foundation& part : one.rests_on) touched.rest_on(part);
        result.touched.insert(touched.parts().begin(), touched.parts().end());
    };
    const std::string* now = &rehearsal.example;
    try {
        play_example(rehearsal);
        for (const Rehearsal& example : rehearsal.more_examples) {
            now = &example.example;
            play_example(example);
        }
    } catch (const std::exception& accident) {
        result.accident = now->empty() ? accident.what() : fmt::format("[{}] {}", *now, accident.what());
    }
    return result;
}

}  // namespace reeve::rehearse
