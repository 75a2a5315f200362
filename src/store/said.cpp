#include "store/said.hpp"

#include <algorithm>

#include "records/comment_text.hpp"

namespace reeve::store {

bool is_said(std::string_view path) {
    return path == "time" || records::is_comment(path);
}

std::vector<std::string_view> said_in(const records::Event& event) {
    std::vector<const records::EventText*> said;
    for (const records::EventText& text : event.texts) {
        if (!text.value.empty() && is_said(text.path)) {
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
