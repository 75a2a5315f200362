#include "store/comments.hpp"

#include <algorithm>

namespace reeve::store {

std::vector<std::string_view> comments_of(const records::Event& event) {
    std::vector<const records::EventText*> said;
    for (const records::EventText& text : event.texts) {
        if (!text.value.empty() &&
            (text.path == "comment" || text.path == "time" || text.path.starts_with("comment."))) {
            said.push_back(&text);
        }
    }
    std::ranges::sort(said, {}, &records::EventText::path);
    std::vector<std::string_view> words;
    for (const records::EventText* text : said) {
        words.push_back(text->value);
    }
    return words;
}

}  // namespace reeve::store
