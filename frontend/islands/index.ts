import "./error_focus";
import "./page_actions";
import "./live_part";
import "./map_page";
