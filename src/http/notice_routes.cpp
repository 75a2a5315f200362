// Notices: only ever the caller's own, and of records that she may still know.

#include "http/notice_routes.hpp"

#include <algorithm>
#include <charconv>

#include "base/instant.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

// In the language, else in English, else in the first; nothing where the words were erased.
Json words_in(const store::NoticeRow& notice, std::string_view language) {
    for (const std::string_view wanted : {language, std::string_view("en")}) {
        const auto found = std::ranges::find(notice.texts, wanted,
                                             [](const auto& text) { return std::string_view(text.first); });
        if (found != notice.texts.end()) return found->second;
    }
    return notice.texts.empty() ? Json() : Json(notice.texts.front().second);
}

Outcome<std::int64_t> position_of(const Call& call) {
    const std::string* cursor = call.parameter("cursor");
    if (!cursor) return 0;
    std::int64_t position = 0;
    const auto [end, error] = std::from_chars(cursor->data(), cursor->data() + cursor->size(), position);
    if (error != std::errc() || end != cursor->data() + cursor->size() || position < 1)
        return refuse(RefusalKind::malformed, "cursor is what an earlier page gave as next.");
    return position;
}

}  // namespace

void list_notices(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto limit = limit_of(call);
        if (!limit) return std::unexpected(limit.error());
        auto before = position_of(call);
        if (!before) return std::unexpected(before.error());
        auto queries = api.queries();
        const auto notices = queries->reader().notices(desk::sight_of(*call.world, person_of(call)),
                                                       call.person, *before, *limit + 1);
        const std::string language = language_of(call);
        JsonArray items;
        // An entry is not torn apart: its notices stand on one page.
        std::size_t count = std::min(notices.size(), *limit);
        while (notices.size() > *limit && count > 1 && notices[count].seq == notices[count - 1].seq) --count;
        for (std::size_t i = 0; i < count; ++i)
            items.emplace_back(JsonObject{{"number", notices[i].number},
                                          {"notice", notices[i].name},
                                          {"at", text(notices[i].at)},
                                          {"text", words_in(notices[i], language)}});
        const bool more = count < notices.size();
        return json_response(
            200, Json(JsonObject{{"items", std::move(items)},
                                 {"next", more ? Json(std::to_string(notices[count - 1].seq)) : Json()}}));
    });
}

}  // namespace reeve::http
