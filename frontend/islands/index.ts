import "./error_focus";
import "./page_actions";
