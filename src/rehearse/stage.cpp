#include "rehearse/stage.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <latch>
#include <optional>
#include <stdexcept>
#include <thread>

#include "base/uri.hpp"
#include "desk/process_versions.hpp"

namespace reeve::rehearse {
namespace {

namespace files = std::filesystem;

// In memory where the machine lets us: nothing of a rehearsal is kept.
std::string fresh_folder() {
    std::error_code error;
    const files::path memory = "/dev/shm";
    const files::path base = files::is_directory(memory, error) ? memory : files::temp_directory_path();
    for (const files::path& parent : {base, files::temp_directory_path()}) {
        std::string pattern = (parent / "reeve-rehearsal-XXXXXX").string();
        if (::mkdtemp(pattern.data())) return pattern;
    }
    throw std::runtime_error("no folder can be made for the rehearsal's desk");
}

std::string detail_of(const client::HttpAnswer& answer) {
    return fmt::format("{} {}", answer.status, answer.body.string_or_empty("detail"));
}

}  // namespace

Stage::Stage(const desk::StartInstance& start, const desk::ShippedProcess& process, int former, Instant at,
             std::span<const desk::ShippedProcess> beside)
    : folder_(fresh_folder()), now_(at) {
    desk::InstanceOptions options;
    options.data = folder_;
    options.metrics_listen.clear();
    options.manual_clock = true;
    options.start = at;
    options.demo = true;
    options.passing = true;
    // Versions are installed in their order; the people are those of the later one.
    if (former != 0) options.processes.push_back({process.id, desk::former_files(process.files, former)});
    options.processes.push_back(process);
    options.processes.insert(options.processes.end(), beside.begin(), beside.end());
    try {
        instance_ = start(options);
        client_ = std::make_unique<client::HttpClient>(instance_->address());
        if (former != 0) activate(process.id, former);
    } catch (...) {
        std::error_code error;
        files::remove_all(folder_, error);
        throw;
    }
}

Stage::~Stage() {
    client_.reset();
    instance_.reset();
    std::error_code error;
    files::remove_all(folder_, error);
}

void Stage::turn_to(Instant at) {
    if (at == now_) return;
    const client::HttpAnswer answer =
        client_->ask("POST", "/api/v1/clock", {}, Json(JsonObject{{"now", text(at)}}));
    if (answer.status != 200) throw std::runtime_error("the clock cannot be turned: " + detail_of(answer));
    now_ = at;
    forget_answers();
}

void Stage::activate(const std::string& process, int version) {
    const auto activated =
        instance_->administer({.kind = desk::Administer::Kind::activate_process,
                               .value = JsonObject{{"id", process}, {"version", version}}});
    if (!activated) throw std::runtime_error("the version cannot be activated: " + activated.error().detail);
    forget_answers();
}

std::vector<records::Event> Stage::news() {
    std::vector<records::Event> fresh = instance_->events_behind(told_);
    told_ += fresh.size();
    return fresh;
}

const std::string& Stage::token_of(const std::string& person) {
    const auto known = tokens_.find(person);
    if (known != tokens_.end()) return known->second;
    const auto& people = instance_->people();
    const auto who =
        std::find_if(people.begin(), people.end(), [&](const auto& one) { return one.name == person; });
    if (who == people.end()) throw std::runtime_error("there is nobody called " + person + " on this desk");
    const client::HttpAnswer answer =
        client_->ask("POST", "/api/v1/session", {},
                     Json(JsonObject{{"name", who->name}, {"password", who->password}, {"token", true}}));
    const std::string_view token = answer.body.string_or_empty("token");
    if (answer.status != 200 || token.empty())
        throw std::runtime_error(fmt::format("{} cannot sign in: {}", person, detail_of(answer)));
    return tokens_.emplace(person, token).first->second;
}

client::HttpAnswer Stage::ask(const std::string& person, std::string_view method, std::string_view target,
                              const Json& body, std::string_view if_match) {
    client::HttpAnswer answer = client_->ask(method, target, token_of(person), body, if_match);
    if (method != "GET") forget_answers();
    return answer;
}

std::vector<client::HttpAnswer> Stage::ask_together(const std::vector<Asked>& all) {
    for (const Asked& asked : all) (void)token_of(asked.person);
    std::vector<client::HttpAnswer> answers(all.size());
    std::vector<std::exception_ptr> accidents(all.size());
    std::latch ready(static_cast<std::ptrdiff_t>(all.size()));
    const auto ask_one = [&](std::size_t i) {
        std::optional<client::HttpClient> own;
        try {
            own.emplace(instance_->address());
            (void)own->ask("GET", "/healthz", {});  // connected: nobody is late for that
        } catch (...) {
            accidents[i] = std::current_exception();
        }
        ready.arrive_and_wait();
        if (accidents[i]) return;
        try {
            const Asked& asked = all[i];
            answers[i] =
                own->ask(asked.method, asked.target, tokens_.at(asked.person), asked.body, asked.if_match);
        } catch (...) {
            accidents[i] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> hands;
        for (std::size_t i = 0; i < all.size(); ++i) hands.emplace_back(ask_one, i);
    }
    forget_answers();
    for (const std::exception_ptr& accident : accidents)
        if (accident) std::rethrow_exception(accident);
    return answers;
}

client::HttpAnswer Stage::ask_whole(const std::string& person, const std::string& target) {
    const std::string more = target + (target.contains('?') ? "&" : "?") + "limit=200";
    client::HttpAnswer whole = ask(person, "GET", more);
    JsonArray items;
    for (client::HttpAnswer page = whole;;) {
        const Json* const found = page.body.find("items");
        if (page.status != 200 || !found || !found->is_array()) return page;
        items.insert(items.end(), found->array().begin(), found->array().end());
        const std::string next{page.body.string_or_empty("next")};
        if (next.empty()) break;
        page = ask(person, "GET", more + "&cursor=" + percent_encoded(next));
    }
    JsonObject body = whole.body.object();
    body.set("items", std::move(items));
    body.set("next", Json());
    whole.body = std::move(body);
    return whole;
}

const client::HttpAnswer& Stage::remembered(const std::string& person, const std::string& target,
                                            Pages pages) {
    const std::string key = person + " " + target;
    const auto known = answers_.find(key);
    if (known != answers_.end()) return known->second;
    return answers_.emplace(key, pages == Pages::all ? ask_whole(person, target) : ask(person, "GET", target))
        .first->second;
}

const client::HttpAnswer& Stage::record(const std::string& person, const std::string& number) {
    return remembered(person, "/api/v1/records/" + percent_encoded(number), Pages::none);
}

const client::HttpAnswer& Stage::timeline(const std::string& person, const std::string& number) {
    return remembered(person, "/api/v1/records/" + percent_encoded(number) + "/timeline", Pages::all);
}

const client::HttpAnswer& Stage::notices(const std::string& person) {
    return remembered(person, "/api/v1/notices", Pages::all);
}

}  // namespace reeve::rehearse
