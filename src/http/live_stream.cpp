#include "http/live_stream.hpp"

#include "base/json.hpp"

namespace reeve::http {
namespace {

// Not all at once when a desk was started anew: each comes back somewhere between one and three seconds
// later.
constexpr std::uint64_t retry_least_ms = 1000;
constexpr std::uint64_t retry_spread_ms = 2000;
constexpr std::uint64_t prime = 7919;

void add_event(std::string& onto, std::string_view name, const Json& data) {
    onto.append("event: ").append(name).append("\ndata: ").append(write_json(data)).append("\n");
}

}  // namespace

Json company_json(const desk::World& world, const std::vector<desk::Present>& people) {
    JsonArray list;
    for (const desk::Present& present : people)
        if (const records::Person* person = world.directory->person(present.person))
            list.push_back(JsonObject{{"id", person->id.text()},
                                      {"display", person->display},
                                      {"state", desk::word(present.attention)}});
    return list;
}

Json told_json(const desk::Told& told) {
    JsonArray kinds;
    for (const std::string_view word : desk::words_of(told.kinds)) kinds.emplace_back(word);
    JsonObject json{{"number", told.number}, {"version", told.version}, {"kinds", std::move(kinds)}};
    if (told.gone) json.set("removed", true);
    return json;
}

LiveStream::LiveStream(Api& api, desk::Feed::Place place, Id person, const Digest& session, std::string since)
    : api_(api), place_(place), person_(person), session_(session), said_(std::move(since)) {}

LiveStream::~LiveStream() {
    api_.parts().feed.leave(place_);
}

void LiveStream::listen(std::function<void()> wake) {
    api_.parts().feed.listen(place_, std::move(wake));
}

bool LiveStream::still_signed_in() {
    over_ = over_ || !api_.parts().sessions.holds(session_, api_.parts().real_clock.now());
    return !over_;
}

std::string LiveStream::news() {
    desk::Feed::News news = api_.parts().feed.take(place_);
    over_ = over_ || news.over;
    if (over_) return {};
    std::string text;
    const auto end_one = [&] { text += '\n'; };
    if (news.reset) add_event(text, "reset", Json(JsonObject{}));
    for (const desk::Told& told : news.records) {
        if (!text.empty()) end_one();
        add_event(text, "record", told_json(told));
    }
    for (const desk::Feed::Company& company : news.company) {
        if (!text.empty()) end_one();
        add_event(text, "presence",
                  Json(JsonObject{{"number", company.number},
                                  {"people", company_json(*api_.parts().desk.world(), company.people)}}));
    }
    // The position goes with the last: who is cut off before it is told all of them again.
    if (std::string position = api_.parts().positions.write(news.position, person_); position != said_) {
        text += "id: " + position + "\n";
        said_ = std::move(position);
    }
    if (!text.empty()) end_one();
    return text;
}

std::string LiveStream::next() {
    if (!still_signed_in()) return {};
    std::string text;
    if (!begun_) {
        begun_ = true;
        text = "retry: " + std::to_string(retry_least_ms + place_ * prime % retry_spread_ms) + "\n";
        if (!said_.empty()) text += "id: " + said_ + "\n";
        text += '\n';
    }
    text += news();
    return over_ ? std::string{} : text;
}

std::string LiveStream::beat() {
    if (!still_signed_in()) return {};
    api_.parts().feed.expire(api_.parts().real_clock.now());
    std::string text = news();
    if (over_) return {};
    return ": beat\n" + (text.empty() ? "\n" : std::move(text));
}

}  // namespace reeve::http
